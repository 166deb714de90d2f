// The WSK client of the meter.
#pragma once

#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

class Client
{
public:
    NTSTATUS Start();
    void Stop();
    bool IsUp() const { return m_Captured; }

private:
    WSK_REGISTRATION m_Registration;
    WSK_PROVIDER_NPI m_Provider;
    bool m_Captured;
};
