// Command wskvet checks the life cycle of Winsock Kernel clients modelled in Go.
//
// It is run by itself, on packages, or by go vet, as its tool:
//
//	wskvet ./...
//	go vet -vettool=$(which wskvet) ./...
package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/wskvet/wskvet/internal/cli"
	"github.com/wskvet/wskvet/internal/unit"
)

func main() {
	if unit.Called(os.Args[1:]) {
		os.Exit(unit.Main(os.Args[1:], os.Stdout, os.Stderr))
	}
	// A reader that goes away is an error to be reported, not a death.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr))
}
