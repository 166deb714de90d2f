// A guard undoes what was done unless it is dismissed.

#include <ntddk.h>
#include <wsk.h>

template <typename F>
class ScopeGuard {
public:
    explicit ScopeGuard(F f) : m_f(f), m_armed(true) {}
    ScopeGuard(const ScopeGuard&) = delete;
    ~ScopeGuard() {
        if (m_armed) {
            m_f();
        }
    }
    void Dismiss() { m_armed = false; }

private:
    F m_f;
    bool m_armed;
};

static const WSK_CLIENT_DISPATCH g_dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
static WSK_REGISTRATION g_registration;
static WSK_PROVIDER_NPI g_provider;

static void Deregister() { WskDeregister(&g_registration); }
static void Release() { WskReleaseProviderNPI(&g_registration); }

static void Unload(PDRIVER_OBJECT)
{
    Release();
    Deregister();
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    WSK_CLIENT_NPI client{};
    client.Dispatch = &g_dispatch;
    NTSTATUS status = WskRegister(&client, &g_registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    ScopeGuard<void (*)()> deregister(Deregister);

    status = WskCaptureProviderNPI(&g_registration, WSK_INFINITE_WAIT, &g_provider);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    ScopeGuard<void (*)()> release(Release);

    PDEVICE_OBJECT device;
    status = IoCreateDevice(driver, 0, nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    driver->DriverUnload = Unload;
    release.Dismiss();
    deregister.Dismiss();
    return STATUS_SUCCESS;
}
