// Command golangci is golangci-lint with wskvet's plugin in it, as
// golangci-lint custom builds it.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/wskvet/wskvet/plugin"
)

func main() {
	if err := commands.Execute(commands.BuildInfo{Version: "v2.15.0", GoVersion: "unknown", Commit: "unknown", Date: "unknown"}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitcodes.Failure)
	}
}
