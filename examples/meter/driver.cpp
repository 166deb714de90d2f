// Meter: a KMDF driver that reports what a device measures.
//
// The bug: Stop takes "captured" for "started". Where the provider cannot be
// captured, the driver goes on without a network, as it should, and is registered
// still; when it is unloaded, Stop has nothing to do.
#include "client.h"

static Client g_Client;

extern "C" DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD MeterDeviceAdd;
static EVT_WDF_DRIVER_UNLOAD MeterUnload;
static EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL MeterControl;

static VOID MeterControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength, size_t InputBufferLength, ULONG IoControlCode)
{
    UNREFERENCED_PARAMETER(Queue);
    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    UNREFERENCED_PARAMETER(IoControlCode);

    WdfRequestComplete(Request, g_Client.IsUp() ? STATUS_SUCCESS : STATUS_DEVICE_NOT_READY);
}

static NTSTATUS MeterDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    UNREFERENCED_PARAMETER(Driver);

    WDFDEVICE device;
    NTSTATUS status = WdfDeviceCreate(&DeviceInit, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status))
    {
        return status;
    }

    WDF_IO_QUEUE_CONFIG queue;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&queue, WdfIoQueueDispatchSequential);
    queue.EvtIoDeviceControl = MeterControl;
    return WdfIoQueueCreate(device, &queue, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

static VOID MeterUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    // Mending: let Stop deregister whether it has captured or not.
    g_Client.Stop();
} // want WSK001

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDF_DRIVER_CONFIG_INIT(&config, MeterDeviceAdd);
    config.EvtDriverUnload = MeterUnload;

    NTSTATUS status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status))
    {
        return status;
    }

    status = g_Client.Start();
    if (!NT_SUCCESS(status))
    {
        KdPrint(("meter: no network: %08x\n", status));
    }
    return STATUS_SUCCESS;
}
