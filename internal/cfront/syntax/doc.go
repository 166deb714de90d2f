// Package syntax parses C and the C++ of drivers into one syntax tree.
//
// The headers of the WDK are not there. A name that stands where only a type
// can stand is a type, and what has no place in the grammar (SAL, __declspec,
// calling conventions, unknown macros of the same shape) decorates what stands
// beside it. What cannot be parsed becomes a Bad node, and the parser goes on
// behind it: in a function at the next statement, elsewhere behind the
// declaration.
//
// Three rules keep the time linear and the stack bounded, whatever the text:
//
//   - Where the language is ambiguous the parser looks ahead in the tokens
//     (nameEnd, typeEnd, templateEnd, declAhead, roleOf). It never parses a
//     piece twice, nor takes a node back.
//   - Each loop moves on or ends. Looking ahead is bounded by a number of
//     tokens, or by a bracket whose partner is known beforehand (brackets).
//   - maxDepth, maxChain and maxAhead bound recursion, and with it the depth of
//     the tree; who walks the tree needs no bound of their own.
//
// Without headers some text has two readings, and the parser takes the likelier
// one. Where nothing in the unit speaks for it, the node says that it is a Guess:
// a caller that knows more names than the unit has may know better.
//
// What only a header can tell is data, not grammar: macros stand in the prelude
// of package preprocess, decorations and known types in words.go and hints.go.
package syntax
