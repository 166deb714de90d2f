module github.com/wskvet/wskvet/proof/reader

go 1.26.0

require (
	github.com/tree-sitter/go-tree-sitter v0.25.0
	github.com/tree-sitter/tree-sitter-c v0.24.1
	github.com/tree-sitter/tree-sitter-cpp v0.23.4
	github.com/wskvet/wskvet v0.0.0
)

require github.com/mattn/go-pointer v0.0.1 // indirect

replace github.com/wskvet/wskvet => ../../
