// Command wskvet checks the life cycle of Winsock Kernel clients modelled in Go.
//
// It is run by itself, on packages, or by go vet, as its tool:
//
//	wskvet ./...
//	go vet -vettool=$(which wskvet) ./...
package main

import (
	"os"

	"github.com/wskvet/wskvet/internal/cli"
	"github.com/wskvet/wskvet/internal/unit"
)

func main() {
	if unit.Called(os.Args[1:]) {
		os.Exit(unit.Main(os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr))
}
