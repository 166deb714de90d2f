package named

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var fake wsk.WSK_REGISTRATION

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if status := wsk.WskRegister(&client, &fake); !wdm.NT_SUCCESS(status) {
		return status
	}
	return wdm.STATUS_UNSUCCESSFUL // WSK006, in a test
}
