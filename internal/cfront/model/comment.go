package model

// comments writes the directives that the model itself has for a function.
func (f *file) comments(o *output) {
	if o.fn.Callback && o.fn.Role == nil {
		f.raw("//wskvet:callback\n")
	}
	if o.fn.C == f.b.entry && f.b.entry != "" {
		f.raw("//wskvet:entry\n")
	}
}
