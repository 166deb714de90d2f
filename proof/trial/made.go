package trial

import (
	"slices"

	"github.com/wskvet/wskvet/proof/draw"
)

// patience is how many longer lives of a model are followed where its slip has not
// shown in shorter ones.
const patience = 4000

// Made counts one model of which it is known how it was made: correct but for a slip, if
// it has one. Where the machine shows something else, the model is listed, and counted as
// disputed.
func (t *Tally) Made(b *Bench, name string, kinds []string, src map[string]string, slip draw.Slip) error {
	v := b.Try(src)
	v.besides(slip)
	if slip.Rule != "" {
		name += " " + slip.String()
		kinds = append(slices.Clone(kinds), "slip: "+slip.String())
		if len(v.Must) == 0 && !v.Invalid && v.Unable == "" {
			more, err := b.Longer(src, patience)
			if err != nil {
				return err
			}
			v.Must = more
			v.besides(slip)
		}
	}
	if why := v.disputed(slip); why != "" {
		t.Disputed++
		t.Note(name, src, "machine "+why)
	} else {
		if !v.Whole {
			v.slip = slip
		}
		v.Whole = true // a model has no mistake but its slip, whatever lives are left
	}
	t.Add(name, kinds, src, v)
	return nil
}

// follows reports whether a finding may be what else comes of the slip, in lives that the
// machine has not followed.
func (v Verdict) follows(f Report) bool {
	return v.slip.Rule != "" && (f.Rule == v.slip.Rule || f.Rule == v.slip.Also)
}

// besides takes what a slip may break besides for what may be found or not.
func (v *Verdict) besides(slip draw.Slip) {
	v.Must = slices.DeleteFunc(v.Must, func(x Report) bool {
		also := slip.Also != "" && x.Rule == slip.Also
		if also {
			v.May = append(v.May, x)
		}
		return also
	})
}

// disputed says how what the machine shows of a model differs from the slip that it
// was given, or "".
func (v Verdict) disputed(slip draw.Slip) string {
	if v.Invalid || v.Unable != "" {
		return "not judged: " + v.Unable
	}
	for _, x := range v.Must {
		if x.Rule != slip.Rule && !v.left(x) {
			return "shows " + x.String()
		}
	}
	also := slices.ContainsFunc(v.May, func(x Report) bool { return x.Rule == slip.Also })
	if slip.Rule != "" && len(v.Must) == 0 && !also {
		return "shows nothing"
	}
	return ""
}
