package concrete

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/corpus"
)

// notRun are the fixtures that are not run, by the beginning of their names: functions
// that a directive gives a role, packages without a driver's entry, providers, and
// declarations of WSK of the model's own.
var notRun = []string{"call/unknownvalue_", "directive/", "packages/library_", "nmr/provider_", "own/event_"}

// unable are the fixtures of which the machine lacks something: functions without a
// body, deep recursion, more requests than the machine lets come, routines that start one request after the other without end,
// kernel queues, frameworks (Storport, port class, NDIS protocols and OID requests, injections, stable addresses, queues of NetAdapterCx), cache-aware run-down
// protection, an unknown number that has to be one of a few, and what models of C are made of (casts through unsafe.Pointer, sizes, reflect, lookaside
// lists, device extensions).
var unable = []string{
	"call/chosen_", "call/implementers_", "call/freelistlong_", "irp/stepwise_", "thread/idlequeue_", "thread/queue_", "thread/queuerundown_", "thread/rundowncache_", "thread/steps_",
	"framework/inject_", "framework/netqueue_", "framework/oid_", "framework/portcls_ok", "framework/portcls_restarted", "framework/protocol_", "framework/stable_", "framework/storport_", "framework/storportextension_", "framework/storportonce_", "guard/library_", "place/lastbyte_", "place/ringbuffer_",
	"model/between_", "model/chars_", "model/copied_", "model/derived_", "model/exchange8_", "model/extension_", "model/gentable_", "model/lookaside_", "model/mutex_", "model/pollevent_",
	"model/record_", "model/semaphore_", "model/slist_", "model/table_", "model/unknown_", "model/waitblocks_", "socket/threelisteners_",
}

// beyond are fixtures about what the machine does not know: more events than it lets come,
// a channel on which the environment sends, creates of KMDF that fail, events and memory of NDIS,
// kernel functions that end with a warning, unknown values, that WskDeregister lets go of
// who waits in a capture, a second mistake, as a life of the machine stops at the first,
// files of a driver that makes no device, that KMDF unloads a driver without EvtDriverUnload,
// the cleanup of a framework device, the parent of a framework timer, and a thread that
// captures once its driver has deregistered, the context of an adapter of NDIS, and the
// buffer behind an MDL, and which of two rules is the cause where memory is the context of
// a socket and of its close at once. In irp/five_hasty it sees one end more
// of a request than the fixture marks; which of them is right is open.
var beyond = []string{
	"boot/deregistered_ok", "boot/thread_stopped_ok", "place/mapnil_leak",
	"event/context_ok", "flow/environment_ok", "flow/environment_captured",
	"framework/kmdfpnp_kept", "framework/filecreate_failed", "framework/filecreate_ok", "framework/fileexclusive_ok",
	"framework/devicecleanup_flagless", "framework/ndiscontext_kept", "framework/ndisfilter_refused", "timer/parent_kept", "irp/mdlframe_left",
	"model/ndisevent_ok", "model/status_warned", "irp/five_hasty", "thread/waiter_unjoined",
	"coverage/guess_decides", "capture/toggled_kept", "irp/reuse_behind", "life/filesalone_ok",
	"place/anyelement_kept", "timer/anydpc_running", "socket/context_both",
}

// TestFixtures runs the fixtures of the repository: what their authors marked is
// what happens.
func TestFixtures(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	w, err := NewWorld(root)
	if err != nil {
		t.Fatal(err)
	}
	names, err := corpus.Fixtures(filepath.Join(root, "testdata/src"))
	if err != nil {
		t.Fatal(err)
	}
	marks, err := corpus.Marks(filepath.Join(root, "testdata/src"))
	if err != nil {
		t.Fatal(err)
	}
	ran, heap := 0, 0
	for _, name := range corpus.Sample(names, 2) {
		if strings.HasPrefix(name, "coverage/") { // what these models leave out cannot be run
			continue
		}
		res, err := w.explore(root, name)
		out := slices.ContainsFunc(slices.Concat(notRun, unable), func(p string) bool { return strings.HasPrefix(name, p) })
		if (err != nil) != out {
			t.Errorf("%s: expected to be run %v, but: %v", name, !out, err)
		}
		if err != nil || slices.Contains(beyond, name) {
			continue
		}
		ran++
		var want, got []string
		for _, m := range marks {
			if m.Fixture() == name {
				want = append(want, fmt.Sprintf("%s:%d %s", strings.TrimPrefix(m.File, name+"/"), m.Line, m.Rule))
			}
		}
		for _, v := range res.Violations {
			if v.Must {
				rel, _ := filepath.Rel(filepath.Join(root, "testdata/src", name), v.Pos.Filename)
				got = append(got, fmt.Sprintf("%s:%d %s", rel, v.Pos.Line, v.Rule))
			}
		}
		has := func(list []string, rule string) bool {
			return slices.ContainsFunc(list, func(m string) bool { return strings.HasSuffix(m, rule) })
		}
		lost := has(got, "WSK009") // said where it is lost, or where Unload leaves without it
		missed := slices.DeleteFunc(slices.Clone(want), func(m string) bool {
			return slices.Contains(got, m) || lost && strings.HasSuffix(m, "WSK001")
		})
		extra := slices.DeleteFunc(slices.Clone(got), func(m string) bool {
			switch rule := m[strings.LastIndex(m, " ")+1:]; rule {
			case "WSK001", "WSK006": // what a thread that nobody waits for leaves registered is marked where it starts
				return slices.Contains(want, m) || has(want, "WSK005")
			case "WSK008": // what follows from a status that was dropped is said once, as the cause
				return slices.Contains(want, m) || has(want, "WSK007")
			case "WSK009":
				return slices.Contains(want, m) || has(want, "WSK001")
			}
			return slices.Contains(want, m)
		})
		switch {
		case slices.ContainsFunc(missed, func(m string) bool { return strings.HasSuffix(m, "WSK009") }):
			heap++ // what leads to an object on the heap is not followed
		case len(extra) > 0 || len(missed) > 0 && res.Whole:
			t.Errorf("%s (%d lives, whole %v):\n  missed %v\n  extra  %v", name, res.Runs, res.Whole, missed, extra)
		}
	}
	if heap > 0 {
		t.Errorf("%d fixtures lose a registration on the heap", heap)
	}
	t.Logf("%d of %d fixtures run", ran, len(names))
}

// explore runs one fixture.
func (w *World) explore(root, name string) (Result, error) {
	src, err := Sources(os.DirFS(root), "testdata/src/"+name)
	if err != nil {
		return Result{}, err
	}
	ps, err := w.Check(src)
	if err != nil {
		return Result{}, err
	}
	d, err := w.Driver(ps)
	if err != nil {
		return Result{}, err
	}
	d.Early = strings.HasPrefix(name, "boot/") // only there is WSK014 marked
	res := d.Explore(700, 1)
	switch {
	case res.Unable != "":
		return res, fmt.Errorf("%s", res.Unable)
	case !d.Registers:
		return res, fmt.Errorf("never registers")
	}
	return res, nil
}
