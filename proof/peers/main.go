// Peers says the same shapes of acquiring and releasing in the words of several
// resources, and counts what the analyzers for each of them find: bodyclose,
// sqlclosecheck, spancheck, lostcancel, staticcheck, and wskvet.
//
//	peers [-each]
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	each := flag.Bool("each", false, "print the verdict on each shape")
	flag.Parse()
	cols, err := compare()
	if err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(2)
	}
	printTable(os.Stdout, cols)
	if *each {
		fmt.Println()
		printEach(os.Stdout, cols)
	}
}
