package simulate

import (
	"testing"

	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
)

// Every operation is carried out by one room: a machine of all rooms can be made, and none
// of it without one of them, or with one of them twice.
func TestOperations(t *testing.T) {
	m := New(program.Link(nil), settings.DefaultLimits(), nil)
	rooms := []follow.Component{m.Runner, m.Lives, m.Levels, m.Client, m.Registrar, m.System}
	for i := range rooms {
		var others []follow.Component
		others = append(append(others, rooms[:i]...), rooms[i+1:]...)
		panics(t, others)
		panics(t, append(others, rooms[i], rooms[i]))
	}
}

func panics(t *testing.T, rooms []follow.Component) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Error("a machine is made of rooms that do not share out all operations")
		}
	}()
	follow.NewRepertoire(rooms...)
}
