// Constructors acquire, destructors release.

#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH kDispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

void* operator new(size_t size, POOL_TYPE type) { return ExAllocatePoolWithTag(type, size, 'iiaR'); }
void operator delete(void* p, size_t) { ExFreePoolWithTag(p, 'iiaR'); }

class Registration {
public:
    Registration() : m_registered(false) {
        WSK_CLIENT_NPI client{ nullptr, &kDispatch };
        m_status = WskRegister(&client, &m_registration);
        m_registered = NT_SUCCESS(m_status);
    }

    ~Registration() {
        if (m_registered) {
            WskDeregister(&m_registration);
        }
    }

    NTSTATUS Status() const { return m_status; }
    PWSK_REGISTRATION Get() { return &m_registration; }

private:
    WSK_REGISTRATION m_registration;
    NTSTATUS m_status;
    bool m_registered;
};

class Provider {
public:
    explicit Provider(PWSK_REGISTRATION registration) : m_registration(registration), m_captured(false) {}

    ~Provider() { Release(); }

    NTSTATUS Capture() {
        NTSTATUS status = WskCaptureProviderNPI(m_registration, WSK_INFINITE_WAIT, &m_npi);
        m_captured = NT_SUCCESS(status);
        return status;
    }

    void Release() {
        if (m_captured) {
            m_captured = false;
            WskReleaseProviderNPI(m_registration);
        }
    }

private:
    PWSK_REGISTRATION m_registration;
    WSK_PROVIDER_NPI m_npi;
    bool m_captured;
};

class Network {
public:
    Network() : m_provider(m_registration.Get()) {}

    NTSTATUS Start() {
        if (!NT_SUCCESS(m_registration.Status())) {
            return m_registration.Status();
        }
        return m_provider.Capture();
    }

private:
    Registration m_registration;
    Provider m_provider;
};

static Network* g_network;

static void Unload(PDRIVER_OBJECT)
{
    delete g_network;
    g_network = nullptr;
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    auto network = new (NonPagedPoolNx) Network();
    if (network == nullptr) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    NTSTATUS status = network->Start();
    if (!NT_SUCCESS(status)) {
        delete network;
        return status;
    }
    g_network = network;
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
