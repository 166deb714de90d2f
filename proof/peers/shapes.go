package main

// A shape is a function that acquires and releases something. What is in double
// angle brackets is said in the words of each vocabulary: acquire gets a resource r
// and leaves by the statement given where that fails.
type shape struct {
	name string
	kind kind
	body string // of func shape(a, b bool)
	rest string // further declarations
}

type kind int

const (
	correct kind = iota
	leak         // some path ends with the resource held
	misuse       // released twice, used after its release, or released though it was not acquired
)

func (k kind) String() string { return [...]string{"correct", "leak", "misuse"}[k] }

var shapes = []shape{
	{"deferred release", correct, "<<acquire r return>>\ndefer <<release r>>\n<<use r>>", ""},
	{"release on each branch", correct, "<<acquire r return>>\nif a {\n<<use r>>\n<<release r>>\nreturn\n}\n<<release r>>", ""},
	{"release before an early return", correct, "<<acquire r return>>\nif a {\n<<release r>>\nreturn\n}\n<<use r>>\n<<release r>>", ""},
	{"same condition twice", correct, "if a {\n<<acquire r return>>\nkeep = r\n}\nwork()\nif a {\n<<release keep>>\n}", "<<var keep>>"},
	{"guard flag", correct, "held := false\nif a {\n<<acquire r return>>\nkeep = r\nheld = true\n}\nwork()\nif held {\n<<release keep>>\n}", "<<var keep>>"},
	{"helper releases", correct, "<<acquire r return>>\n<<use r>>\nfinish(r)", "func finish(r <<type>>) {\n<<release r>>\n}"},
	{"helper of a helper releases", correct, "<<acquire r return>>\nouter(r)", "func outer(r <<type>>) { inner(r) }\n\nfunc inner(r <<type>>) {\n<<release r>>\n}"},
	{"closure releases", correct, "<<acquire r return>>\ndone := func() {\n<<release r>>\n}\n<<use r>>\ndone()", ""},
	{"deferred closure releases", correct, "<<acquire r return>>\ndefer func() {\nif b {\nwork()\n}\n<<release r>>\n}()\n<<use r>>", ""},
	{"function value releases", correct, "<<acquire r return>>\nf := finish\nf(r)", "func finish(r <<type>>) {\n<<release r>>\n}"},
	{"field and method", correct, "var h holder\n<<acquire r return>>\nh.r = r\nh.stop()", "type holder struct{ r <<type>> }\n\nfunc (h *holder) stop() {\n<<release h.r>>\n}"},
	{"interface releases", correct, "<<acquire r return>>\nvar s stopper = &holder{r}\ns.stop()", "type stopper interface{ stop() }\n\ntype holder struct{ r <<type>> }\n\nfunc (h *holder) stop() {\n<<release h.r>>\n}"},
	{"generic helper releases", correct, "<<acquire r return>>\napply(r, finish)", "func apply[T any](x T, f func(T)) { f(x) }\n\nfunc finish(r <<type>>) {\n<<release r>>\n}"},
	{"in a loop", correct, "for i := 0; i < 3; i++ {\n<<acquire r continue>>\n<<use r>>\n<<release r>>\n}", ""},
	{"global and another function", correct, "if !start() {\nreturn\n}\nwork()\nstop()", "<<var keep>>\n\nfunc start() bool {\n<<acquire r return false>>\nkeep = r\nreturn true\n}\n\nfunc stop() {\n<<release keep>>\n}"},
	{"goroutine that is waited for", correct, "<<acquire r return>>\ndone := make(chan bool)\ngo func() {\n<<release r>>\ndone <- true\n}()\n<-done", ""},
	{"goto ladder", correct, "<<acquire r return>>\nif a {\ngoto out\n}\n<<use r>>\nout:\n<<release r>>", ""},

	{"never released", leak, "<<acquire r return>>\n<<use r>>", ""},
	{"early return", leak, "<<acquire r return>>\nif a {\nreturn\n}\n<<use r>>\n<<release r>>", ""},
	{"released on one branch", leak, "<<acquire r return>>\nif a {\n<<release r>>\n}\nwork()", ""},
	{"other condition", leak, "<<acquire r return>>\nif a {\nwork()\n}\nif b {\n<<release r>>\n}", ""},
	{"flag set too late", leak, "held := false\n<<acquire r return>>\nkeep = r\nif a {\nheld = true\n}\nif held {\n<<release keep>>\n}", "<<var keep>>"},
	{"conditional defer", leak, "<<acquire r return>>\nif a {\ndefer <<release r>>\n}\n<<use r>>", ""},
	{"loop left early", leak, "for i := 0; i < 3; i++ {\n<<acquire r continue>>\nif a {\nbreak\n}\n<<release r>>\n}", ""},
	{"helper forgets on a branch", leak, "<<acquire r return>>\nfinish(r, a)", "func finish(r <<type>>, a bool) {\nif a {\nreturn\n}\n<<release r>>\n}"},
	{"global never released", leak, "if !start() {\nreturn\n}\nwork()", "<<var keep>>\n\nfunc start() bool {\n<<acquire r return false>>\nkeep = r\nreturn true\n}\n\nfunc stop() {\n<<release keep>>\n}"},
	{"function never called", leak, "<<acquire r return>>\ndone := func() {\n<<release r>>\n}\nif a {\ndone()\n}", ""},

	{"released twice", misuse, "<<acquire r return>>\n<<release r>>\n<<release r>>", ""},
	{"released by helper and caller", misuse, "<<acquire r return>>\nfinish(r)\n<<release r>>", "func finish(r <<type>>) {\n<<release r>>\n}"},
	{"twice on one path", misuse, "<<acquire r return>>\nif a {\n<<release r>>\n}\n<<release r>>", ""},
	{"used after its release", misuse, "<<acquire r return>>\n<<release r>>\n<<use r>>", ""},
	{"released though it failed", misuse, "<<attempt r>>\nif a {\nwork()\n}\n<<release r>>", ""},
}
