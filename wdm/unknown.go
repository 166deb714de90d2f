package wdm

import (
	"reflect"
	"strings"
	"unicode/utf16"
	"unsafe"
)

// Unknown is a value of which a model knows nothing: the analysis takes it for any
// value of its type, another one at each call. A program that runs the model gets
// the zero value.
// Page: kernel/windows-kernel-mode-kernel-library
func Unknown[T any]() T {
	var v T
	return v
}

// Guess is a value that stands where the reader of C has not understood the text: any of
// its type. Where a decision hangs on one, what lies behind is inconclusive.
// Page: kernel/windows-kernel-mode-kernel-library
func Guess[T any]() T {
	var v T
	return v
}

// UnknownStatus is the status of a kernel function of which a model knows nothing: a
// failure or STATUS_SUCCESS, another one at each call.
// Page: kernel/using-ntstatus-values
func UnknownStatus() NTSTATUS { return STATUS_SUCCESS }

// Chars is the address of a string literal of C, which the analysis does not look into.
// Page: wdm/nf-wdm-rtlinitansistring
func Chars(s string) *int8 {
	b := append([]byte(s), 0)
	return (*int8)(unsafe.Pointer(&b[0]))
}

// Wide is the address of a string literal of C of 16-bit characters, likewise.
// Page: wdm/nf-wdm-rtlinitunicodestring
func Wide(s string) *uint16 {
	b := append(utf16.Encode([]rune(s)), 0)
	return &b[0]
}

// NotModelled stands for the body of a function that a model could not say. What
// comes behind it is inconclusive, and the verdict names the function.
// Page: kernel/windows-kernel-mode-kernel-library
func NotModelled() {}

// Pointer is the pointer that a context holds, or nil.
// Page: kernel/windows-kernel-mode-kernel-library
func Pointer(v any) unsafe.Pointer {
	if v == nil {
		return nil
	}
	return reflect.ValueOf(v).UnsafePointer()
}

// PointerOf is the pointer that was kept as an integer: the socket in
// IoStatus.Information.
// Page: kernel/windows-kernel-mode-kernel-library
func PointerOf(n uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&n)) }

// At is a pointer to the element i places behind the one that p points to: p[i] of C.
// Page: kernel/windows-kernel-mode-kernel-library
func At[T any](p *T, i int) *T {
	return (*T)(unsafe.Add(unsafe.Pointer(p), i*int(unsafe.Sizeof(*p))))
}

// Between is how many elements p is behind q, which is of the same array: p - q of C.
// Page: kernel/windows-kernel-mode-kernel-library
func Between[T any](p, q *T) int64 {
	return int64(uintptr(unsafe.Pointer(p))-uintptr(unsafe.Pointer(q))) / int64(max(unsafe.Sizeof(*p), 1))
}

// Field is the address of a member of *p that no declaration has, by its name. A program
// that runs the model gets another one each time.
// Page: kernel/windows-kernel-mode-kernel-library
func Field[T any](p unsafe.Pointer, name string) *T { return new(T) }

// ContainingRecord is the object of type T of which p points to a member: its name, or
// those of the members that lead to it, with dots between.
// Page: kernel/singly-and-doubly-linked-lists
func ContainingRecord[T any](p unsafe.Pointer, field string) *T {
	return (*T)(unsafe.Add(p, -int(offset(reflect.TypeFor[T](), field))))
}

// offset is where a member begins, by the names of the members that lead to it.
func offset(t reflect.Type, path string) uintptr {
	name, rest, nested := strings.Cut(path, ".")
	f, ok := t.FieldByName(name)
	switch {
	case !ok:
		panic(t.String() + " has no member " + name)
	case nested:
		return f.Offset + offset(f.Type, rest)
	}
	return f.Offset
}
