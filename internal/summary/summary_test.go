package summary

import (
	"bytes"
	"reflect"
	"testing"
)

func sample() []*Package {
	return []*Package{{
		Path: "example.org/driver", Files: []string{"driver.go"}, Init: 0,
		Consts:  []Const{{Kind: Int, N: -5}, {Kind: Fun, S: "WskRegister"}, {Kind: Global, S: "driver.reg"}},
		Methods: []Method{{Type: "*driver.T", Name: "Stop", Func: "(*driver.T).Stop"}},
		Funcs: []Func{{
			Name: "driver.init", Short: "init", Recover: -1,
			Blocks: []Block{{Instrs: []Instr{
				{Code: Invoke, Dst: 0, Call: &Call{Callee: -2, Args: []Operand{-3}, Roles: []Role{Registration}, Results: []Shape{Signed}}, Pos: Pos{0, 3, 2}},
				{Code: Return, Dst: -1},
			}}},
		}},
		Ignores: []Ignore{{At: Pos{0, 9, 1}, From: 9, To: 10, Rules: []string{"WSK001"}, Reason: "why"}},
	}, {Path: "example.org/empty", Init: -1}}
}

func TestRoundTrip(t *testing.T) {
	data, err := Encode(sample())
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if want := sample(); !reflect.DeepEqual(got, want) {
		t.Errorf("decoded %+v\nwant %+v", got[0], want[0])
	}
	again, err := Encode(got)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, again) {
		t.Error("what was decoded encodes differently")
	}
}

// Facts come from files: a foreign or cut one is an error, never a panic.
func TestDecodeForeign(t *testing.T) {
	data, err := Encode(sample())
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(data) {
		if _, err := Decode(data[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes decode", n, len(data))
		}
	}
	if _, err := Decode([]byte("this is not a fact")); err == nil {
		t.Error("text decodes")
	}
}
