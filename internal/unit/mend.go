package unit

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"

	"github.com/wskvet/wskvet/internal/diff"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/fix"
	"github.com/wskvet/wskvet/internal/printable"
)

// mend answers go vet -fix and go fix: the files as they are with the fixes, in
// an archive from which go vet writes them, or what would change in them.
func (c *job) mend(f flags, found []finding.Finding, stdout io.Writer) error {
	var sel fix.Result
	if len(found) > 0 {
		var err error
		if sel, err = fix.Select(c.world, found); err != nil {
			return err
		}
	}
	if f.diff {
		return c.print(c.differences(sel), stdout)
	}
	if c.FixArchive == "" {
		return nil
	}
	data, err := archive(sel)
	if err != nil {
		return err
	}
	return os.WriteFile(c.FixArchive, data, 0o666)
}

// differences name files from the root of the module: go vet caches what the tool
// prints, for whatever directory it is called from.
func (c *job) differences(sel fix.Result) []byte {
	var b bytes.Buffer
	for _, f := range sel.Files {
		b.WriteString(diff.Unified(c.within(f.Name), string(f.Before), string(f.After)))
	}
	return b.Bytes()
}

// within is a file's name from the root of the module.
func (c *job) within(name string) string {
	if root := above(c.Dir, "go.mod"); root != "" {
		if rel, err := filepath.Rel(root, name); err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(name)
}

func archive(sel fix.Result) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range sel.Files {
		w, err := z.Create(f.Name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.After); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// fixes are those of a finding as go vet -json shows them.
func (c *job) fixes(f finding.Finding) []fixed {
	var out []fixed
	for _, x := range f.Fixes {
		one := fixed{Message: printable.Text(x.Message)}
		for _, e := range x.Edits {
			text, err := c.world.Text(e.Pos.File)
			if err != nil {
				return nil
			}
			from, ok1 := fix.Offset(text, e.Pos)
			to, ok2 := fix.Offset(text, e.End)
			if !ok1 || !ok2 {
				return nil
			}
			one.Edits = append(one.Edits, edit{e.Pos.File, from, to, e.New})
		}
		out = append(out, one)
	}
	return out
}
