package preprocess

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Tree is the names of the files of an fs.FS, in the order of their paths.
// Loaders of several drivers may share one.
type Tree struct {
	fs   fs.FS
	path map[string][]string // lower-case path -> paths
	base map[string][]string // lower-case base name -> paths
}

// NewTree lists the files of root.
func NewTree(root fs.FS) *Tree {
	t := &Tree{fs: root, path: map[string][]string{}, base: map[string][]string{}}
	fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			low := strings.ToLower(p)
			t.path[low] = append(t.path[low], p)
			t.base[path.Base(low)] = append(t.base[path.Base(low)], p)
		}
		return nil // a folder that cannot be read has no headers
	})
	return t
}

// exact is the file of that path, in whatever case; "" if there is none.
func (t *Tree) exact(name string) string {
	paths := t.path[strings.ToLower(name)]
	switch {
	case len(paths) == 0:
		return ""
	case slices.Contains(paths, name):
		return name
	}
	return paths[0]
}

// nearest is the file whose path has the longest end in common with name, of
// these the nearest to the folder of from, of these the first.
func (t *Tree) nearest(from, name string) string {
	want := strings.Split(name, "/")
	near := strings.Split(path.Dir(from), "/")
	best, bestScore := "", -1
	for _, p := range t.base[strings.ToLower(want[len(want)-1])] {
		if score := closeness(strings.Split(p, "/"), want, near); score > bestScore {
			best, bestScore = p, score
		}
	}
	return best
}

// closeness counts the elements that have shares with the end of want, and, less
// weighty, with the beginning of near.
func closeness(have, want, near []string) int {
	end, begin := 0, 0
	for end < min(len(have), len(want)) && strings.EqualFold(have[len(have)-1-end], want[len(want)-1-end]) {
		end++
	}
	for begin < min(len(have), len(near)) && have[begin] == near[begin] {
		begin++
	}
	return end<<16 + begin
}

// A search is one #include that looks for its file.
type search struct {
	name   string   // as written
	angled bool     // in <>
	from   []string // the files that are open, the innermost last
}

// find looks a header up as compilers do: beside the file that includes it and
// beside those that include that one, then in the folders of the command line.
// Then, as the project's folders may be unknown, by its base name anywhere in the
// tree. A name of the WDK's own is not looked for in that way, nor beside the
// file when it stands in <>: a project that keeps a header of the same name does
// not mean it.
func (l *Loader) find(s search) string {
	name := path.Clean(strings.ReplaceAll(s.name, `\`, "/"))
	foreign := ofWDK[strings.ToLower(name)]
	if !s.angled {
		if p := l.beside(s.from, name); p != "" {
			return p
		}
	}
	for _, dir := range l.Include {
		if p := l.tree.exact(path.Join(strings.ReplaceAll(dir, `\`, "/"), name)); p != "" {
			return p
		}
	}
	if foreign || len(s.from) == 0 {
		return ""
	}
	if p := l.beside(s.from[len(s.from)-1:], name); p != "" {
		return p
	}
	return l.tree.nearest(s.from[len(s.from)-1], name)
}

// beside looks in the folders of the files, the last one first.
func (l *Loader) beside(files []string, name string) string {
	for i := len(files) - 1; i >= 0; i-- {
		if p := l.tree.exact(path.Join(path.Dir(files[i]), name)); p != "" {
			return p
		}
	}
	return ""
}

// ofWDK are the headers of the WDK, the SDK and the C library that drivers
// include, and whose names projects use for headers of their own.
var ofWDK = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields(`
		ntddk wdm ntifs ntdef ntstatus ntstrsafe ntintsafe ntimage ntverp ntnls ntpoapi nturtl winternl
		wsk wskclient ws2def ws2ipdef ws2tcpip winsock2 mswsock inaddr in6addr mstcpip ip2string netiodef netioapi nldef ifdef ipifcons
		fwpsk fwpmk fwpmu fwpvi fwptypes fwpstypes ndis ndischimney ntddndis tdi tdikrnl tdiinfo netadaptercx netadapter
		wdf wdfldr wdfdriver wdfdevice wdfrequest wdfio wdfobject wdfusb wdftypes wdfglobals wudfwdm kmdf
		storport srb scsi scsiwmi minitape ntddscsi ntddstor ntdddisk ntddvol mountdev mountmgr classpnp
		fltkernel fltuser fltuserstructures ntddkbd ntddmou kbdmou ntddser hidport hidclass hidpi hidusage hidsdi vhf usb usbdi usbdlib usbioctl usbspec
		portcls stdunk punknown ks ksmedia ksguid dmusicks drmk ntpp
		aux_klib csq dpfilter driverspecs specstrings sal concurrencysal kernelspecs suppress initguid guiddef devpkey devpropdef devguid
		acpiioct poclass pcidef bcrypt wmilib wmistr wmidata wmiguid evntrace evntprov traceloggingprovider winmeta wpprecorder
		windows windef winbase winerror winioctl winnt winapifamily basetsd minwindef ntsecapi sspi objbase unknwn rpc rpcndr propsys
		stddef stdint stdio stdlib stdarg stdbool string wchar limits float ctype math errno assert inttypes time intrin excpt crtdbg memory new
		immintrin emmintrin xmmintrin`) {
		m[s+".h"] = true
	}
	for _, s := range strings.Fields("new cstdint cstddef cstring cstdarg cstdio cstdlib utility type_traits memory atomic algorithm array string vector tuple functional") {
		m[s] = true
	}
	return m
}()
