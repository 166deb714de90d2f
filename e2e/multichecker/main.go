// Command multichecker has wskvet's analyzer in it, as drivers that people write
// for themselves do.
package main

import (
	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/wskvet/wskvet/analyzer"
)

func main() { multichecker.Main(analyzer.Analyzer) }
