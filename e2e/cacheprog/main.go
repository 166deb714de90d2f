// Command cacheprog is a cache of the go command's that machines share: a
// directory, behind the protocol of GOCACHEPROG (go doc cmd/go/internal/cacheprog).
//
//	GOCACHEPROG="cacheprog DIRECTORY" go vet -vettool=...
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

type request struct {
	ID                 int64
	Command            string
	ActionID, OutputID []byte
	BodySize           int64
}

type response struct {
	ID            int64
	Err           string     `json:",omitempty"`
	KnownCommands []string   `json:",omitempty"`
	Miss          bool       `json:",omitempty"`
	OutputID      []byte     `json:",omitempty"`
	Size          int64      `json:",omitempty"`
	Time          *time.Time `json:",omitempty"`
	DiskPath      string     `json:",omitempty"`
}

// entry is what is known of an action.
type entry struct {
	OutputID []byte
	Size     int64
	Time     time.Time
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: cacheprog directory")
		os.Exit(2)
	}
	if err := serve(os.Args[1], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "cacheprog: %v\n", err)
		os.Exit(1)
	}
}

func serve(dir string, r io.Reader, w io.Writer) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	out := json.NewEncoder(w)
	if err := out.Encode(response{KnownCommands: []string{"get", "put", "close"}}); err != nil {
		return err
	}
	for in := json.NewDecoder(bufio.NewReader(r)); ; {
		var req request
		if err := in.Decode(&req); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		res := response{ID: req.ID}
		var err error
		switch req.Command {
		case "get":
			err = get(dir, req, &res)
		case "put":
			var body []byte
			if req.BodySize > 0 {
				err = in.Decode(&body) // base64, as a string of JSON
			}
			if err == nil {
				err = put(dir, req, body, &res)
			}
		case "close":
			return out.Encode(res)
		default:
			err = fmt.Errorf("unknown command %q", req.Command)
		}
		if err != nil {
			res.Err = err.Error()
		}
		if err := out.Encode(res); err != nil {
			return err
		}
	}
}

func get(dir string, req request, res *response) error {
	data, err := os.ReadFile(action(dir, req.ActionID))
	if errors.Is(err, fs.ErrNotExist) {
		res.Miss = true
		return nil
	}
	if err != nil {
		return err
	}
	var e entry
	if err := json.Unmarshal(data, &e); err != nil {
		return err
	}
	res.OutputID, res.Size, res.Time, res.DiskPath = e.OutputID, e.Size, &e.Time, output(dir, e.OutputID)
	return nil
}

func put(dir string, req request, body []byte, res *response) error {
	if int64(len(body)) != req.BodySize {
		return fmt.Errorf("a body of %d bytes, not %d", len(body), req.BodySize)
	}
	if err := replace(output(dir, req.OutputID), body); err != nil {
		return err
	}
	data, err := json.Marshal(entry{req.OutputID, req.BodySize, time.Now()})
	if err != nil {
		return err
	}
	res.DiskPath = output(dir, req.OutputID)
	return replace(action(dir, req.ActionID), data)
}

func action(dir string, id []byte) string { return filepath.Join(dir, "a-"+hex.EncodeToString(id)) }

func output(dir string, id []byte) string {
	return filepath.Join(dir, "o-"+base64.RawURLEncoding.EncodeToString(id))
}

// replace writes a file as a whole: others read the directory.
func replace(name string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), "tmp-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(data)
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}
