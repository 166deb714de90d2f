#pragma once
#include <ntddk.h>
#include <wsk.h>

NTSTATUS OneStart(VOID);
VOID OneStop(VOID);
NTSTATUS TwoStart(VOID);
VOID TwoStop(VOID);
