// Command unitchecker runs wskvet's analyzer on one package in a process of its
// own, with facts in files: as Bazel's nogo and its like do.
package main

import (
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/wskvet/wskvet/analyzer"
)

func main() { unitchecker.Main(analyzer.Analyzer) }
