// A method of a base class is called through a pointer to it.

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH kDispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

struct Component {
    virtual NTSTATUS Start() = 0;
    virtual void Stop() = 0;
};

struct Sockets final : Component {
    NTSTATUS Start() override;
    void Stop() override;

    WSK_REGISTRATION registration;
    WSK_PROVIDER_NPI provider;
};

static Sockets g_sockets;
static Component* g_component = &g_sockets;

NTSTATUS Sockets::Start()
{
    WSK_CLIENT_NPI client = { nullptr, &kDispatch };
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    status = WskRegister(&client, &registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&this->registration, WSK_INFINITE_WAIT, &this->provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&this->registration);
    }
    return status;
}

void Sockets::Stop()
{
    WskReleaseProviderNPI(&registration);
    WskDeregister(&registration);
}

static void Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    g_component->Stop();
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    if (auto status = g_component->Start(); !NT_SUCCESS(status)) {
        return status;
    }
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
