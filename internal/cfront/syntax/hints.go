package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// findHints collects the names that stand where only a type can stand: a b;
// (a *) and (a)b where no call is. It makes up for the missing headers.
func (p *parser) findHints() {
	p.hints = map[string]bool{}
	for i := 0; i+2 < len(p.toks); i++ {
		if !p.name(i) {
			continue
		}
		j := i + 1
		afterParen := i > 0 && p.toks[i-1].Kind == scan.LParen && (i < 2 || p.toks[i-2].Kind != scan.Ident && p.toks[i-2].Kind != scan.RParen || p.is(i-2, "return"))
		switch {
		case p.name(j) && p.toks[j].Flags&scan.LineStart == 0:
			switch p.toks[j+1].Kind {
			case scan.Semi, scan.Comma, scan.Assign, scan.LBrack, scan.RParen:
				p.hints[p.toks[i].Text] = true
			}
		case p.toks[j].Kind == scan.Star:
			for p.toks[j].Kind == scan.Star {
				j++
			}
			if p.toks[j].Kind == scan.RParen && i > 0 && p.toks[i-1].Kind == scan.LParen {
				p.hints[p.toks[i].Text] = true
			}
			i = j - 1
		case p.toks[j].Kind == scan.RParen && afterParen:
			if k := p.toks[j+1].Kind; k == scan.Ident && p.words[j+1] == wNone || k == scan.Number || k == scan.String {
				p.hints[p.toks[i].Text] = true
			}
		}
	}
}

// knownTypes are types of the WDK that stand in casts of what looks like an
// operand: (ULONG)-1. All others are found by findHints or by their place.
var knownTypes = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields(`
		BOOLEAN BOOL BYTE CHAR UCHAR WCHAR SHORT USHORT WORD INT UINT LONG ULONG DWORD LONGLONG ULONGLONG LONG64 ULONG64 DWORD64 INT8
		INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64 LONG_PTR ULONG_PTR INT_PTR UINT_PTR DWORD_PTR SIZE_T SSIZE_T HANDLE PVOID LPVOID
		VOID NTSTATUS HRESULT PCHAR PUCHAR PWCHAR PWSTR PCWSTR PSTR PCSTR PULONG PLONG PUSHORT PULONG_PTR PLARGE_INTEGER size_t ssize_t
		ptrdiff_t intptr_t uintptr_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t u8 u16 u32 u64 s8 s16 s32 s64
		KIRQL PIRP PDEVICE_OBJECT PFILE_OBJECT PDRIVER_OBJECT LARGE_INTEGER`) {
		m[s] = true
	}
	return m
}()
