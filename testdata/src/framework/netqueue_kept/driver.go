// Package netqueue_kept keeps the provider captured when its queue of NetAdapterCx has stopped.
package netqueue_kept

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	running      bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	config := wdm.WDF_DRIVER_CONFIG{EvtDriverDeviceAdd: deviceAdd, EvtDriverUnload: driverUnload}
	status = wdm.WdfDriverCreate(driver, path, nil, &config, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func deviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var callbacks wdm.NET_ADAPTER_DATAPATH_CALLBACKS
	wdm.NET_ADAPTER_DATAPATH_CALLBACKS_INIT(&callbacks, createTxQueue, createRxQueue)
	wdm.NetAdapterInitSetDatapathCallbacks(nil, &callbacks)
	return wdm.STATUS_SUCCESS
}

func createTxQueue(adapter wdm.NETADAPTER, init any) wdm.NTSTATUS {
	var config wdm.NET_PACKET_QUEUE_CONFIG
	wdm.NET_PACKET_QUEUE_CONFIG_INIT(&config, advance, setNotificationEnabled, cancel)
	config.EvtStart = start
	config.EvtStop = stop
	var queue wdm.NETPACKETQUEUE
	return wdm.NetTxQueueCreate(init, nil, &config, &queue)
}

func createRxQueue(adapter wdm.NETADAPTER, init any) wdm.NTSTATUS {
	return wdm.STATUS_NOT_SUPPORTED
}

func start(queue wdm.NETPACKETQUEUE) {
	if !running && wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)) {
		running = true
	}
}

func advance(queue wdm.NETPACKETQUEUE) {
	if running {
		wsk.WskReleaseProviderNPI(&registration)
		running = wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider))
	}
}

func setNotificationEnabled(queue wdm.NETPACKETQUEUE, enabled bool) {}

func cancel(queue wdm.NETPACKETQUEUE) {}

func stop(queue wdm.NETPACKETQUEUE) {
	if running {
		running = false
	}
}

func driverUnload(driver wdm.WDFDRIVER) {
	wsk.WskDeregister(&registration) // want WSK003
}
