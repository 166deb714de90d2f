package boundtest

import (
	"fmt"
	"strings"
)

// forwards hands a routine on through n functions to the one that starts it; that of the
// broken one does not release.
func forwards(n int, broken bool) string {
	more := ""
	for i := 1; i < n; i++ {
		more += fmt.Sprintf("\nfunc hand%d(f func()) { hand%d(f) }\n", i, i-1)
	}
	return "\nvar all sync.WaitGroup\n\nfunc work() {\n\tdefer all.Done()\n\tif capture() {\n\t\t" + map[bool]string{false: "release()", true: "return"}[broken] + "\n\t}\n}\n" +
		"\nfunc hand0(f func()) {\n\tall.Add(1)\n\tgo f()\n}\n" + more +
		entry(fmt.Sprintf("\thand%d(work)\n", n-1)) + unload("\tall.Wait()\n")
}

// chain asks whether it has captured by a sum of n operations; the broken one by another sum.
func chain(n int, broken bool) string {
	return "\nvar on int\n" + entry("\tif capture() {\n\t\ton = 1\n\t}\n") +
		unload(fmt.Sprintf("\tif on%s == %d {\n\t\trelease()\n\t}\n", strings.Repeat(" + 1", n), n+1+less(1, !broken)))
}

// nested releases within n conditions, each of which holds; the last of the broken one does
// not.
func nested(n int, broken bool) string {
	return "\ntype device struct{ on bool }\n\nvar it *device\n" + lines(n, "var ready# bool\n") +
		entry("\tit = &device{}\n"+lines(less(n, broken), "\tready# = true\n")+"\tit.on = capture()\n") +
		unload("\td := it\n\tif !d.on {\n\t\tWskDeregister(&reg)\n\t\treturn\n\t}\n"+lines(n, "\tif ready# {\n")+"\tif d.on {\n\t\trelease()\n\t}\n"+strings.Repeat("\t}\n", n))
}

// arms has n conditions that have no say in whether it releases; in the broken one the last
// has.
func arms(n int, broken bool) string {
	first, last := "\t\tv = true\n", ""
	if broken {
		first, last = last, first
	}
	return "\nvar on bool\nvar told int\n" + lines(n, "var ready# bool\n") +
		"\n//wskvet:callback\nfunc ask() {\n" + lines(n, "\tready# = !ready#\n") + "}\n" +
		entry("\ton = capture()\n") +
		unload("\tv := false\n\tif on {\n"+first+lines(n, "\tif ready# {\n")+"\ttold++\n"+last+strings.Repeat("\t}\n", n)+"\t}\n\tif v {\n\t\trelease()\n\t}\n")
}

// getters asks through n functions whether it has captured; the broken one has not kept that.
func getters(n int, broken bool) string {
	more := "\nfunc get0() bool { return on }\n"
	for i := 1; i < n; i++ {
		more += fmt.Sprintf("\nfunc get%d() bool { return get%d() }\n", i, i-1)
	}
	return "\nvar on bool\n" + more + entry(map[bool]string{false: "\ton = capture()\n", true: "\tcapture()\n"}[broken]) +
		unload(fmt.Sprintf("\tif get%d() {\n\t\trelease()\n\t}\n", n-1))
}

// relay has n goroutines each of which waits for the one behind it; the first holds a
// capture until then. Unload tells the last one, and waits in WskDeregister; it does not tell
// it in the broken model.
func relay(n int, broken bool) string {
	tell := fmt.Sprintf("\tKeSetEvent(&told%d, 0, false)\n", n-1)
	if broken {
		tell = ""
	}
	return "\nvar all sync.WaitGroup\n" + lines(n, "var told# KEVENT\n") + `
func work0() {
	defer all.Done()
	if capture() {
		KeWaitForSingleObject(&told0, 0, 0, false, nil)
		release()
	}
}
` + relayed(n) + entry(lines(n, "\tKeInitializeEvent(&told#, 0, false)\n")+fmt.Sprintf("\tall.Add(%d)\n", n)+lines(n, "\tgo work#()\n")) +
		"\nfunc unload(*DRIVER_OBJECT) {\n" + tell + "\tWskDeregister(&reg)\n\tall.Wait()\n}\n"
}

// relayed are the goroutines of a relay that hold nothing.
func relayed(n int) string {
	text := ""
	for i := 1; i < n; i++ {
		text += fmt.Sprintf("\nfunc work%d() {\n\tdefer all.Done()\n\tKeWaitForSingleObject(&told%d, 0, 0, false, nil)\n\tKeSetEvent(&told%d, 0, false)\n}\n", i, i, i-1)
	}
	return text
}
