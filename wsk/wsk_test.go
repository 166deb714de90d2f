package wsk_test

import (
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"github.com/wskvet/wskvet/wsk"
)

func TestVersion(t *testing.T) {
	tests := []struct{ major, minor, version uint16 }{
		{1, 0, 0x0100},
		{1, 1, 0x0101},
		{2, 0xff, 0x02ff},
		{2, 0x1ff, 0x02ff}, // a minor version has eight bits
	}
	for _, test := range tests {
		got := wsk.MAKE_WSK_VERSION(test.major, test.minor)
		if got != test.version {
			t.Errorf("MAKE_WSK_VERSION(%d, %d) is %#x, want %#x", test.major, test.minor, got, test.version)
		}
		if major, minor := wsk.WSK_MAJOR_VERSION(got), wsk.WSK_MINOR_VERSION(got); major != uint8(test.major) || minor != uint8(test.minor) {
			t.Errorf("%#x is version %d.%d", got, major, minor)
		}
	}
}

// The values are those that the headers compute: direction, owner, number.
func TestCodes(t *testing.T) {
	tests := []struct {
		name      string
		got, want uint32
	}{
		{"SIO_WSK_SET_REMOTE_ADDRESS", wsk.SIO_WSK_SET_REMOTE_ADDRESS, 0x8f000001},
		{"SIO_WSK_REGISTER_EXTENSION", wsk.SIO_WSK_REGISTER_EXTENSION, 0xcf000002},
		{"SIO_WSK_QUERY_IDEAL_SEND_BACKLOG", wsk.SIO_WSK_QUERY_IDEAL_SEND_BACKLOG, 0x4f000003},
		{"SIO_WSK_QUERY_RECEIVE_BACKLOG", wsk.SIO_WSK_QUERY_RECEIVE_BACKLOG, 0x4f000004},
		{"SIO_WSK_QUERY_INSPECT_ID", wsk.SIO_WSK_QUERY_INSPECT_ID, 0x4f000005},
		{"SIO_WSK_SET_SENDTO_ADDRESS", wsk.SIO_WSK_SET_SENDTO_ADDRESS, 0x8f000006},
		{"SIO_WSK_SET_TCP_SILENT_MODE", wsk.SIO_WSK_SET_TCP_SILENT_MODE, 0x2f000007},
		{"SIO_ADDRESS_LIST_QUERY", wsk.SIO_ADDRESS_LIST_QUERY, 0x48000016},
		{"SIO_ADDRESS_LIST_CHANGE", wsk.SIO_ADDRESS_LIST_CHANGE, 0x28000017},
		{"SIO_LOOPBACK_FAST_PATH", wsk.SIO_LOOPBACK_FAST_PATH, 0x98000010},
		{"SO_EXCLUSIVEADDRUSE", wsk.SO_EXCLUSIVEADDRUSE, 0xfffffffb},
		{"SO_WSK_EVENT_CALLBACK", wsk.SO_WSK_EVENT_CALLBACK, 0x4002},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s is %#x, want %#x", test.name, test.got, test.want)
		}
	}
}

// Pointers to addresses are converted, so that their layouts are those of C.
func TestAddressLayout(t *testing.T) {
	sizes := [4]uintptr{unsafe.Sizeof(wsk.SOCKADDR{}), unsafe.Sizeof(wsk.SOCKADDR_IN{}), unsafe.Sizeof(wsk.SOCKADDR_IN6{}), unsafe.Sizeof(wsk.SOCKADDR_STORAGE{})}
	if want := [4]uintptr{16, 16, 28, 128}; sizes != want {
		t.Errorf("the sizes are %d, want %d", sizes, want)
	}
	in := wsk.SOCKADDR_IN{Sin_family: wsk.AF_INET, Sin_port: 0x5000}
	if address := (*wsk.SOCKADDR)(unsafe.Pointer(&in)); address.Sa_family != wsk.AF_INET {
		t.Errorf("the family is %d, want %d", address.Sa_family, wsk.AF_INET)
	}
}

// Every socket has the basic functions; the others depend on its category. The
// order is that of the pages of the tables.
func TestTables(t *testing.T) {
	tests := []struct {
		table any
		want  []string
	}{
		{wsk.WSK_PROVIDER_DISPATCH{}, []string{"WskSocket", "WskSocketConnect", "WskControlClient", "WskGetAddressInfo", "WskFreeAddressInfo", "WskGetNameInfo"}},
		{wsk.WSK_PROVIDER_BASIC_DISPATCH{}, []string{"WskControlSocket", "WskCloseSocket"}},
		{wsk.WSK_PROVIDER_LISTEN_DISPATCH{}, []string{"WskControlSocket", "WskCloseSocket", "WskBind", "WskAccept", "WskInspectComplete", "WskGetLocalAddress"}},
		{wsk.WSK_PROVIDER_DATAGRAM_DISPATCH{}, []string{"WskControlSocket", "WskCloseSocket", "WskBind", "WskSendTo", "WskReceiveFrom", "WskRelease", "WskGetLocalAddress", "WskSendMessages"}},
		{wsk.WSK_PROVIDER_CONNECTION_DISPATCH{}, []string{"WskControlSocket", "WskCloseSocket", "WskBind", "WskConnect", "WskGetLocalAddress", "WskGetRemoteAddress", "WskSend", "WskReceive", "WskDisconnect", "WskRelease", "WskConnectEx", "WskSendEx", "WskReceiveEx"}},
		{wsk.WSK_PROVIDER_STREAM_DISPATCH{}, []string{"WskControlSocket", "WskCloseSocket", "WskBind", "WskAccept", "WskConnect", "WskListen", "WskSend", "WskReceive", "WskDisconnect", "WskRelease", "WskGetLocalAddress", "WskGetRemoteAddress", "WskConnectEx", "WskSendEx", "WskReceiveEx"}},
		{wsk.WSK_CLIENT_LISTEN_DISPATCH{}, []string{"WskAcceptEvent", "WskInspectEvent", "WskAbortEvent"}},
		{wsk.WSK_CLIENT_DATAGRAM_DISPATCH{}, []string{"WskReceiveFromEvent"}},
		{wsk.WSK_CLIENT_CONNECTION_DISPATCH{}, []string{"WskReceiveEvent", "WskDisconnectEvent", "WskSendBacklogEvent"}},
	}
	for _, test := range tests {
		var got []string
		for _, field := range reflect.VisibleFields(reflect.TypeOf(test.table)) {
			if field.Type.Kind() == reflect.Func {
				got = append(got, field.Name)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%T has %v, want %v", test.table, got, test.want)
		}
	}
}
