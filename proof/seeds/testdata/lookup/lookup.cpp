// Lookup finds the address of its server when it is loaded, and keeps it.

#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

extern "C" DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_UNLOAD LookupUnload;

namespace {

const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

class Client {
public:
    NTSTATUS Start();
    void Stop();

private:
    NTSTATUS Resolve(PUNICODE_STRING host);
    void Forget();

    WSK_REGISTRATION registration;
    WSK_PROVIDER_NPI provider;
    PADDRINFOEXW addresses;
    bool started;
};

Client client;

NTSTATUS Resolved(PDEVICE_OBJECT, PIRP, PVOID context)
{
    KeSetEvent(static_cast<PKEVENT>(context), IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Client::Resolve(PUNICODE_STRING host)
{
    KEVENT done;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == nullptr) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, Resolved, &done, TRUE, TRUE, TRUE);
    NTSTATUS status;
    status = provider.Dispatch->WskGetAddressInfo(provider.Client, host, nullptr, 0, nullptr, nullptr, &addresses,
        nullptr, nullptr, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, nullptr);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

void Client::Forget()
{
    provider.Dispatch->WskFreeAddressInfo(provider.Client, addresses);
    WskReleaseProviderNPI(&registration);
    WskDeregister(&registration);
}

NTSTATUS Client::Start()
{
    UNICODE_STRING host = RTL_CONSTANT_STRING(L"server.example");
    WSK_CLIENT_NPI npi;
    NTSTATUS status;

    npi.ClientContext = nullptr;
    npi.Dispatch = &Dispatch;
    status = WskRegister(&npi, &registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&registration, WSK_INFINITE_WAIT, &provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&registration);
        return status;
    }
    status = Resolve(&host);
    if (!NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&registration);
        WskDeregister(&registration);
        return status;
    }
    started = true;
    return STATUS_SUCCESS;
}

void Client::Stop()
{
    if (started) {
        started = false;
        Forget();
    }
}

} // namespace

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driverObject, PUNICODE_STRING registryPath)
{
    WDF_DRIVER_CONFIG config;
    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = LookupUnload;
    NTSTATUS status = WdfDriverCreate(driverObject, registryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    return client.Start();
}

void LookupUnload(WDFDRIVER)
{
    client.Stop();
}
