// A thread does everything, from the capture to the deregistration; unload tells it to
// stop and waits for it.

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static KEVENT Stop;
static PVOID Thread;

static VOID Run(PVOID context)
{
    WSK_PROVIDER_NPI provider;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(context);
    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &provider);
    KeWaitForSingleObject(&Stop, Executive, KernelMode, FALSE, NULL);
    if (NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&Registration);
    }
    WskDeregister(&Registration);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Thread);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    HANDLE handle;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(path);
    KeInitializeEvent(&Stop, NotificationEvent, FALSE);
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Run, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    status = ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, &Thread, NULL);
    if (!NT_SUCCESS(status)) {
        KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
        ZwWaitForSingleObject(handle, FALSE, NULL);
        ZwClose(handle);
        return status;
    }
    ZwClose(handle);
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
