package bench

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// cost is what a command and the commands that it ran have used.
type cost struct {
	wall, cpu time.Duration
	peak      int64 // bytes of the largest process
	out       string
}

// rounds is how often commands that are compared run, in turns: a machine that is
// now slow, now fast, is so to all of them.
const rounds = 9

// trial is a command in an environment that may be another in each round.
type trial struct {
	name string
	env  func(round int) []string
	args []string
}

// compare runs commands in turns and prints the middle of what each has cost, and of
// the ratios to the first in each round.
func (t *table) compare(dir string, trials ...trial) error {
	costs := make([][]cost, len(trials))
	for round := range rounds {
		for i, x := range trials {
			c, err := timed(dir, x.env(round), x.args...)
			if err != nil {
				return err
			}
			costs[i] = append(costs[i], c)
		}
	}
	for i, x := range trials {
		var wall, cpu, ratio []float64
		var peak int64
		for round, c := range costs[i] {
			wall, cpu = append(wall, c.wall.Seconds()), append(cpu, c.cpu.Seconds())
			ratio = append(ratio, c.cpu.Seconds()/costs[0][round].cpu.Seconds())
			peak = max(peak, c.peak)
		}
		t.print(x.name, middle(wall), middle(cpu), middle(ratio), peak)
	}
	return nil
}

// middle is the median of an odd number of values.
func middle(xs []float64) float64 {
	slices.Sort(xs)
	return xs[len(xs)/2]
}

// timed runs a command; findings are no error.
func timed(dir string, env []string, args ...string) (cost, error) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	begin := time.Now()
	out, err := cmd.CombinedOutput()
	c := cost{wall: time.Since(begin), out: string(out)}
	if cmd.ProcessState != nil {
		c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			c.peak = u.Maxrss << 10
		}
	}
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1 && exit.ExitCode() != 3) {
		return c, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, out[:min(len(out), 500)])
	}
	return c, nil
}

// table prints costs beside the first one.
type table struct {
	out   io.Writer
	first cost
}

func (t *table) head(title string) {
	t.first = cost{}
	fmt.Fprintf(t.out, "\n%s\n  %-38s %8s %8s %7s %9s\n", title, "", "wall s", "CPU s", "ratio", "peak MiB")
}

func (t *table) row(name string, c cost) {
	if t.first.cpu == 0 {
		t.first = c
	}
	t.print(name, c.wall.Seconds(), c.cpu.Seconds(), c.cpu.Seconds()/t.first.cpu.Seconds(), c.peak)
}

func (t *table) print(name string, wall, cpu, ratio float64, peak int64) {
	fmt.Fprintf(t.out, "  %-38s %8.2f %8.2f %7.2f %9.0f\n", name, wall, cpu, ratio, float64(peak)/(1<<20))
}
