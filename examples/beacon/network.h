/* The network part of the beacon: a thread that sends a datagram now and then. */
#pragma once

#include <ntddk.h>
#include <wsk.h>

NTSTATUS NetworkStart(VOID);
VOID NetworkStop(VOID);
