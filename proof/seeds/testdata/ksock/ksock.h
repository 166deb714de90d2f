#pragma once
#include <ntddk.h>
#include <wsk.h>

#define KSOCK_TAG 'kosk'

typedef struct _KSOCK_CONTEXT {
    KEVENT Done;
    PIRP Irp;
} KSOCK_CONTEXT, *PKSOCK_CONTEXT;

typedef struct _KSOCK {
    PWSK_SOCKET Socket;
    union {
        PVOID Dispatch;
        PWSK_PROVIDER_CONNECTION_DISPATCH Connection;
        PWSK_PROVIDER_LISTEN_DISPATCH Listen;
    };
    KSOCK_CONTEXT Context;
} KSOCK, *PKSOCK;

NTSTATUS KsockInitialize(VOID);
VOID KsockDestroy(VOID);
NTSTATUS KsockConnect(_Out_ PKSOCK *Socket, _In_ PSOCKADDR Remote);
VOID KsockClose(_In_ PKSOCK Socket);
NTSTATUS KsockSend(_In_ PKSOCK Socket, _In_ PVOID Buffer, _Inout_ PSIZE_T Length);
