package syntax

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cfront/preprocess"
)

// BenchmarkRead goes from bytes to a tree, at two sizes: the lines a second must
// be the same, and so the bytes allocated for a line.
func BenchmarkRead(b *testing.B) {
	for _, functions := range []int{500, 5000} {
		b.Run(fmt.Sprint(functions), func(b *testing.B) {
			text := driverText(functions)
			lines := strings.Count(text, "\n")
			b.ReportAllocs()
			for b.Loop() {
				u, err := preprocess.NewLoader(fstest.MapFS{"m.c": {Data: []byte(text)}}).Load("m.c")
				if err != nil {
					b.Fatal(err)
				}
				if f := Parse(u.Tokens, C); len(f.Errors) > 0 {
					b.Fatal(f.Errors)
				}
			}
			b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
		})
	}
}

// driverText is a file of n functions in the shape of a driver's.
func driverText(n int) string {
	var o strings.Builder
	o.WriteString("#define CHECK(s) if (!NT_SUCCESS(s)) { DbgPrint(\"%s: 0x%08X\\n\", __FUNCTION__, s); goto Exit; }\n")
	for i := range n {
		fmt.Fprintf(&o, `
/* Sends a buffer and waits for its completion. */
_IRQL_requires_max_(PASSIVE_LEVEL)
_Must_inspect_result_
static NTSTATUS
Send%d(
    _In_ PSOCKET_CONTEXT Context,
    _In_reads_bytes_(Length) PVOID Buffer,
    _In_ SIZE_T Length,
    _Out_opt_ PULONG Sent
    )
{
    NTSTATUS status = STATUS_SUCCESS;
    WSK_BUF wskBuffer = { 0 };
    PIRP irp = NULL;

    if (Context == NULL || (Context->Flags & SOCKET_CLOSED) != 0) {
        return STATUS_INVALID_PARAMETER;
    }
    // The buffer stays locked until the request is complete.
    wskBuffer.Mdl = IoAllocateMdl(Buffer, (ULONG)Length, FALSE, FALSE, NULL);
    irp = IoAllocateIrp(1, FALSE);
    IoSetCompletionRoutine(irp, OnComplete, &Context->Event, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Context->Socket->Dispatch)->WskSend(Context->Socket, &wskBuffer, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Context->Event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    CHECK(status);
    if (Sent) *Sent = (ULONG)irp->IoStatus.Information;
Exit:
    for (ULONG i = 0; i < %d; i++) Context->Table[i] += i << 2;
    IoFreeIrp(irp);
    return status;
}
`, i, i%7)
	}
	return o.String()
}
