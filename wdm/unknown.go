package wdm

// Unknown is a value of which a model knows nothing: the analysis takes it for any
// value of its type, another one at each call. A program that runs the model gets
// the zero value.
// Page: kernel/windows-kernel-mode-kernel-library
func Unknown[T any]() T {
	var v T
	return v
}

// NotModelled stands for the body of a function that a model could not say. What
// comes behind it is inconclusive, and the verdict names the function.
// Page: kernel/windows-kernel-mode-kernel-library
func NotModelled() {}
