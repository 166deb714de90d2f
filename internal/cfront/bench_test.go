package cfront

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// wide is a driver of n functions, some fourteen lines each, in units that share a header.
func wide(n int) Driver {
	const perUnit = 200
	fsys := fstest.MapFS{}
	var header strings.Builder
	header.WriteString("#pragma once\ntypedef struct _ITEM { LIST_ENTRY Link; ULONG Count; PVOID Data; } ITEM, *PITEM;\n#define LEAVE(s) do { status = (s); goto Exit; } while (0)\n")
	for i := range n {
		fmt.Fprintf(&header, "NTSTATUS Step%d(PITEM item, ULONG n);\n", i)
	}
	fsys["driver.h"] = &fstest.MapFile{Data: []byte(header.String())}
	d := Driver{Name: "wide", FS: fsys}
	for from := 0; from < n; from += perUnit {
		var b strings.Builder
		b.WriteString("#include \"driver.h\"\n")
		for i := from; i < min(n, from+perUnit); i++ {
			fmt.Fprintf(&b, `
NTSTATUS Step%d(PITEM item, ULONG n)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;
    if (item == NULL || n > 0x%x)
        LEAVE(STATUS_INVALID_PARAMETER);
    for (i = 0; i < n; i++) {
        item->Count += i & 0xFF;
    }
    if (!NT_SUCCESS(status = Step%d(item, n - 1)))
        DbgPrint("%%08x\n", status);
Exit:
    return status;
}
`, i, i+1, max(0, i-1))
		}
		name := fmt.Sprintf("unit%03d.c", from/perUnit)
		fsys[name] = &fstest.MapFile{Data: []byte(b.String())}
		d.Files = append(d.Files, name)
	}
	fsys["entry.c"] = &fstest.MapFile{Data: []byte("#include \"driver.h\"\nNTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) { return Step0(NULL, 1); }\n")}
	d.Files = append(d.Files, "entry.c")
	return d
}

// From the bytes to the model; lines are those of the files, each counted once.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{500, 1000, 2000} {
		d := wide(n)
		b.Run(fmt.Sprintf("functions=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			lines, began := 0, time.Now()
			for b.Loop() {
				m, err := Read(d)
				if err != nil {
					b.Fatal(err)
				}
				if m.Counts.Modelled != n+1 {
					b.Fatalf("%d of %d functions are modelled: %v", m.Counts.Modelled, n+1, m.Notes)
				}
				lines += m.Counts.Lines
			}
			b.ReportMetric(float64(lines)/time.Since(began).Seconds(), "lines/s")
		})
	}
}
