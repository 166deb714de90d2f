// The driver says hello once when it is loaded.

#include "ksock.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD DriverUnload;

static NTSTATUS Hello(VOID)
{
    char text[] = "hello\r\n";
    SIZE_T length = sizeof(text) - 1;
    SOCKADDR_IN server = { 0 };
    PKSOCK socket;
    NTSTATUS status;

    server.sin_family = AF_INET;
    server.sin_port = RtlUshortByteSwap(7);
    server.sin_addr.s_addr = 0x0100007f;
    status = KsockConnect(&socket, (PSOCKADDR)&server);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = KsockSend(socket, text, &length);
    KsockClose(socket);
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = DriverUnload;
    status = KsockInitialize();
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = Hello();
    if (!NT_SUCCESS(status)) {
        KsockDestroy();
        return status;
    }
    return STATUS_SUCCESS;
}

VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KsockDestroy();
}
