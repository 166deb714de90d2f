package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestContainerfile lints the file that the image is built of.
func TestContainerfile(t *testing.T) {
	if r := must(t, 0, ".", nil, "node", "lint.mjs", "../Containerfile"); r.stdout != "" {
		t.Errorf("%s", r.stdout)
	}
	wrong := filepath.Join(t.TempDir(), "Containerfile")
	write(t, wrong, "FROM scratch\nCOPPY a b\n")
	if r := must(t, 0, ".", nil, "node", "lint.mjs", wrong); !strings.HasPrefix(r.stdout, "2: ") {
		t.Errorf("an unknown instruction is let pass: %s", r)
	}
}

// TestContainer builds the image as the Containerfile says, and checks a driver in it. The
// first stage stands on an image of a registry: its command runs here instead, without that
// image, and the second stage takes what it has built.
func TestContainer(t *testing.T) {
	if _, err := exec.LookPath("buildah"); err != nil {
		t.Fatal("buildah is not installed: apt-get install buildah")
	}
	data, err := os.ReadFile("../Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	build, image, ok := strings.Cut(string(data), "\nFROM scratch\n")
	command := regexp.MustCompile(`(?m)^RUN (.*)$`).FindStringSubmatch(build)
	if !ok || command == nil || !strings.Contains(command[1], " /bin/wskvet ") {
		t.Fatalf("not two stages, the first of which builds /bin/wskvet:\n%s", data)
	}
	dir := t.TempDir()
	must(t, 0, "..", nil, "sh", "-c", strings.Replace(command[1], "/bin/wskvet", filepath.Join(dir, "bin", "wskvet"), 1))
	write(t, filepath.Join(dir, "Containerfile"), "FROM scratch\n"+image)
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o777); err != nil {
		t.Fatal(err)
	}
	buildah := func(status int, args ...string) result {
		t.Helper()
		own := []string{"--storage-driver", "vfs", "--root", filepath.Join(dir, "root"), "--runroot", filepath.Join(dir, "run")}
		return must(t, status, dir, nil, "buildah", append(own, args...)...)
	}
	buildah(0, "bud", "--isolation", "chroot", "--build-context", "build=.", "-f", "Containerfile", "-t", "wskvet", "empty")
	buildah(0, "from", "--name", "checks", "wskvet")
	examples, err := filepath.Abs("../examples")
	if err != nil {
		t.Fatal(err)
	}
	r := buildah(1, "run", "--isolation", "chroot", "-v", examples+":/src:ro", "checks", "--", "/wskvet", "beacon")
	if !strings.HasPrefix(r.stdout, "beacon/driver.c:63:9: ") || !strings.Contains(r.stderr, "1 finding in 1 file") {
		t.Errorf("in the container: %s", r)
	}
}
