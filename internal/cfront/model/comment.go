package model

// comments writes what directives say of a function.
func (f *file) comments(o *output) {
	if o.fn.Callback && o.fn.Role == nil {
		f.raw("//wskvet:callback\n")
	}
	if o.fn.C == f.b.entry && f.b.entry != "" {
		f.raw("//wskvet:entry\n")
	}
}
