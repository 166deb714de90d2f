/* A library that resolves names. It starts with the first name that is asked for. */
#pragma once

#include <ntddk.h>
#include <wsk.h>

VOID ResolverInitialize(VOID);
NTSTATUS ResolverLookup(_In_ PUNICODE_STRING Name, _Out_ PSOCKADDR_STORAGE Address);
VOID ResolverCleanup(VOID);
