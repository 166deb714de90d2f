package boundtest

import (
	"fmt"
	"strings"
)

// captures counts those of n captures that have succeeded; the broken one releases one less.
func captures(n int, broken bool) string {
	return "\nvar held int\n" + entry(fmt.Sprintf("\tfor range %d {\n\t\tif capture() {\n\t\t\theld++\n\t\t}\n\t}\n", n)) +
		unload(fmt.Sprintf("\tfor ; held > %d; held-- {\n\t\trelease()\n\t}\n", less(1, !broken)))
}

// turns captures in the last of n turns of a loop; the broken one does not say that it has.
func turns(n int, broken bool) string {
	return "\nvar on bool\n" + entry(fmt.Sprintf("\tfor i := range %d {\n\t\tif i == %d && capture() {\n\t\t\ton = %t\n\t\t}\n\t}\n", n, n-1, !broken)) +
		unload("\tif on {\n\t\trelease()\n\t}\n")
}

// slots keeps a capture in one of n elements, nobody knows in which; the broken one does not
// look at the last.
func slots(n int, broken bool) string {
	return fmt.Sprintf("\nvar on [%d]bool\n\n// pick is in a library.\nfunc pick() uint\n", n) +
		entry(fmt.Sprintf("\tif i := pick(); i < %d {\n\t\ton[i] = capture()\n\t}\n", n)) +
		unload(fmt.Sprintf("\tfor i := range %d {\n\t\tif on[i] {\n\t\t\trelease()\n\t\t}\n\t}\n", less(n, broken)))
}

// anywhere registers in one of n elements, nobody knows in which; the broken one does not
// deregister in the last.
func anywhere(n int, broken bool) string {
	return fmt.Sprintf("\nvar (\n\tregs [%d]WSK_REGISTRATION\n\tused int\n)\n\n// pick is in a library.\nfunc pick() int\n", n) +
		fmt.Sprintf("\nfunc DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload = unload\n\tused = pick()\n\tif used < 0 || used >= %d {\n\t\treturn -1\n\t}\n\treturn WskRegister(&regs[used])\n}\n", n) +
		fmt.Sprintf("\nfunc unload(*DRIVER_OBJECT) {\n\tif used < %d {\n\t\tWskDeregister(&regs[used])\n\t}\n}\n", less(n, broken))
}

// loads asks one of n elements, nobody knows which, whether to deregister: all of them say
// so, but the last of the broken one.
func loads(n int, broken bool) string {
	return fmt.Sprintf("\nvar yes [%d]bool\n\n// pick is in a library.\nfunc pick() uint\n", n) +
		entry(lines(less(n, broken), "\tyes[#] = true\n")) +
		fmt.Sprintf("\nfunc unload(*DRIVER_OBJECT) {\n\ti := pick()\n\tif i >= %d {\n\t\ti = 0\n\t}\n\tif yes[i] {\n\t\tWskDeregister(&reg)\n\t}\n}\n", n)
}

// asked asks a library n times and captures if the last answer is above zero; the broken one
// looks at the answer before that when it releases.
func asked(n int, broken bool) string {
	look := "last"
	if broken {
		look = "before"
	}
	return "\nvar last, before int\n\n// ask is in a library.\nfunc ask() int\n" +
		entry(fmt.Sprintf("\tfor range %d {\n\t\tbefore, last = last, ask()\n\t}\n\tif last > 0 && !capture() {\n\t\tbefore, last = 0, 0\n\t}\n", n)) +
		unload("\tif "+look+" > 0 {\n\t\trelease()\n\t}\n")
}

// linked asks what lies behind n pointers in memory of a library, and asks again when it
// releases; the broken one asks another field.
func linked(n int, broken bool) string {
	field := "flag"
	if broken {
		field = "other"
	}
	node := "root" + strings.Repeat(".next", n-1)
	return "\ntype node struct {\n\tnext        *node\n\tflag, other int\n}\n\nvar root *node\n\n// head is in a library.\nfunc head() *node\n" +
		entry("\troot = head()\n\tif "+node+".flag > 0 && !capture() {\n\t\t"+node+".flag = 0\n\t}\n") + unload("\tif "+node+"."+field+" > 0 {\n\t\trelease()\n\t}\n")
}
