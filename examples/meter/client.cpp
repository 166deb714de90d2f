#include "client.h"

static const WSK_CLIENT_DISPATCH s_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

// Registers, and waits a little for the network: readings can be kept back until
// there is one.
NTSTATUS Client::Start()
{
    WSK_CLIENT_NPI npi = {};
    npi.ClientContext = this;
    npi.Dispatch = &s_Dispatch;

    NTSTATUS status = WskRegister(&npi, &m_Registration);
    if (!NT_SUCCESS(status))
    {
        return status;
    }

    status = WskCaptureProviderNPI(&m_Registration, 2000, &m_Provider);
    if (NT_SUCCESS(status))
    {
        m_Captured = true;
    }
    return status;
}

void Client::Stop()
{
    if (m_Captured)
    {
        m_Captured = false;
        WskReleaseProviderNPI(&m_Registration);
        WskDeregister(&m_Registration);
    }
}
