package simulate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/internal/settings"
)

// bounds are the rows of the table in docs/engine.md that are about this package.
var bounds = map[string][]int{
	"states side by side":                    {apart},
	"values by which two of them may differ": {maxGaps},
	"states of one typestate at a block":     {settings.DefaultLimits().States},
	"the same between two roots":             {maxBetween},
	"both, where a driver":                   {exactStates},
	"turns of a loop":                        {loopVariants, exactLoop},
	"least number from which":                {fewBelow},
	"lives along which one claim":            {maxLives},
	"states at a block in such a life":       {narrow, wide, least},
	"ways out of the functions whose runs":   {maxExits, 2 * maxExits},
	"turns in which others go on":            {maxHelp},
	"calls on the stack":                     {settings.DefaultLimits().Depth, recursion, counting},
	"functions that an indirect call":        {maxCandidates, fewCandidates},
	"deferred calls":                         {maxDefers},
	"objects of one allocation":              {maxCopies, fewCopies},
	"unknown values of one instruction":      {maxUnknown},
	"pointers of unknown memory":             {maxDeep},
	"requests pending side by side":          {maxOfCall, maxHeld},
	"requests of one call that are followed": {maxAwaited, maxEnded},
	"activities that do the same":            {maxSame},
	"activities that are pending":            {maxActivities},
	"objects of one wait":                    {maxWaitedFor},
	"expiries of a periodic timer":           {maxExpiries},
	"pauses of a thread":                     {maxNaps},
	"registrations followed together":        {Together},
	"open sockets told apart":                {maxSockets},
	"lists of received data":                 {maxLent},
	"values that wait in a channel":          {maxQueue},
	"values that a cell may hold":            {maxSet},
	"greatest index":                         {maxIndex},
	"devices in a driver's list":             {maxDevices},
	"steps of a witness":                     {maxSteps},
}

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) { boundtest.Compare(t, "../..", bounds) }

// room are the constants that bound memory alone.
var room = []string{"maxSpare"}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) {
	source, err := os.ReadFile("bounds_test.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, bound := range boundsOf(t, name) {
			if !slices.Contains(room, bound) && !strings.Contains(string(source), bound) {
				t.Errorf("%s: %s has no row", name, bound)
			}
		}
	}
}

// boundsOf are the constants of a file that are named as bounds.
func boundsOf(t *testing.T, file string) []string {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range f.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.CONST {
			continue
		}
		for _, spec := range d.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				if strings.HasPrefix(name.Name, "max") && name.Name != "max" {
					out = append(out, name.Name)
				}
			}
		}
	}
	return out
}
