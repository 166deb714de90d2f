package wdm

// WDFOBJECT is a framework object of any type.
// Page: wdf/introduction-to-framework-objects
type WDFOBJECT = any

// WDFDRIVER is the framework's driver object.
// Page: wdfdriver/nf-wdfdriver-wdfdrivercreate
type WDFDRIVER *handle

// WDFDEVICE is a framework device object.
// Page: wdfdevice/nf-wdfdevice-wdfdevicecreate
type WDFDEVICE *handle

// WDFDEVICE_INIT is what a device object is made from.
// Page: wdfdevice/nf-wdfdevice-wdfdevicecreate
type WDFDEVICE_INIT struct{ _ uintptr }

// EVT_WDF_DRIVER_DEVICE_ADD makes a device object for a new device.
// IRQL = PASSIVE_LEVEL. Page: wdfdriver/nc-wdfdriver-evt_wdf_driver_device_add
type EVT_WDF_DRIVER_DEVICE_ADD = func(driver WDFDRIVER, deviceInit *WDFDEVICE_INIT) NTSTATUS

// EVT_WDF_DRIVER_UNLOAD undoes what DriverEntry did; not called if that failed.
// IRQL = PASSIVE_LEVEL. Page: wdfdriver/nc-wdfdriver-evt_wdf_driver_unload
type EVT_WDF_DRIVER_UNLOAD = func(driver WDFDRIVER)

// WDF_DRIVER_CONFIG holds the driver's callbacks.
// Page: wdfdriver/ns-wdfdriver-_wdf_driver_config
type WDF_DRIVER_CONFIG struct {
	Size               uint32
	EvtDriverDeviceAdd EVT_WDF_DRIVER_DEVICE_ADD
	EvtDriverUnload    EVT_WDF_DRIVER_UNLOAD
	DriverInitFlags    uint32
	DriverPoolTag      uint32
}

// WdfDriverInitNonPnpDriver is the flag of a driver without Plug and Play.
// Page: wdfdriver/ne-wdfdriver-_wdf_driver_init_flags
const WdfDriverInitNonPnpDriver = 0x00000001

// WDF_DRIVER_CONFIG_INIT fills a WDF_DRIVER_CONFIG.
// Page: wdfdriver/nf-wdfdriver-wdf_driver_config_init
func WDF_DRIVER_CONFIG_INIT(config *WDF_DRIVER_CONFIG, evtDriverDeviceAdd EVT_WDF_DRIVER_DEVICE_ADD) {
	*config = WDF_DRIVER_CONFIG{EvtDriverDeviceAdd: evtDriverDeviceAdd}
}

// EVT_WDF_OBJECT_CONTEXT_CLEANUP runs when an object is being deleted; that of
// the driver object also after a failed DriverEntry, at PASSIVE_LEVEL.
// Page: wdfobject/nc-wdfobject-evt_wdf_object_context_cleanup
type EVT_WDF_OBJECT_CONTEXT_CLEANUP = func(object WDFOBJECT)

// EVT_WDF_OBJECT_CONTEXT_DESTROY runs when nobody references an object.
// Page: wdfobject/nc-wdfobject-evt_wdf_object_context_destroy
type EVT_WDF_OBJECT_CONTEXT_DESTROY = func(object WDFOBJECT)

// WDF_OBJECT_ATTRIBUTES holds what all objects can be given.
// Page: wdfobject/ns-wdfobject-_wdf_object_attributes
type WDF_OBJECT_ATTRIBUTES struct {
	Size                 uint32
	EvtCleanupCallback   EVT_WDF_OBJECT_CONTEXT_CLEANUP
	EvtDestroyCallback   EVT_WDF_OBJECT_CONTEXT_DESTROY
	ExecutionLevel       WDF_EXECUTION_LEVEL
	SynchronizationScope WDF_SYNCHRONIZATION_SCOPE
	ParentObject         WDFOBJECT
	ContextSizeOverride  uintptr
	ContextTypeInfo      *WDF_OBJECT_CONTEXT_TYPE_INFO
}

// WDF_EXECUTION_LEVEL is the highest IRQL of an object's callbacks.
// Page: wdfobject/ne-wdfobject-_wdf_execution_level
type WDF_EXECUTION_LEVEL int32

// The execution levels.
// Page: wdfobject/ne-wdfobject-_wdf_execution_level
const (
	WdfExecutionLevelInvalid WDF_EXECUTION_LEVEL = iota
	WdfExecutionLevelInheritFromParent
	WdfExecutionLevelPassive
	WdfExecutionLevelDispatch
)

// WDF_SYNCHRONIZATION_SCOPE says which callbacks run one at a time.
// Page: wdfobject/ne-wdfobject-_wdf_synchronization_scope
type WDF_SYNCHRONIZATION_SCOPE int32

// The synchronization scopes.
// Page: wdfobject/ne-wdfobject-_wdf_synchronization_scope
const (
	WdfSynchronizationScopeInvalid WDF_SYNCHRONIZATION_SCOPE = iota
	WdfSynchronizationScopeInheritFromParent
	WdfSynchronizationScopeDevice
	WdfSynchronizationScopeQueue
	WdfSynchronizationScopeNone
)

// WDF_OBJECT_CONTEXT_TYPE_INFO describes an object's context.
// Page: wdfobject/ns-wdfobject-_wdf_object_context_type_info
type WDF_OBJECT_CONTEXT_TYPE_INFO struct {
	Size        uint32
	ContextName string
	ContextSize uintptr
}

// WDF_OBJECT_ATTRIBUTES_INIT fills a WDF_OBJECT_ATTRIBUTES.
// Page: wdfobject/nf-wdfobject-wdf_object_attributes_init
func WDF_OBJECT_ATTRIBUTES_INIT(attributes *WDF_OBJECT_ATTRIBUTES) {
	*attributes = WDF_OBJECT_ATTRIBUTES{
		ExecutionLevel:       WdfExecutionLevelInheritFromParent,
		SynchronizationScope: WdfSynchronizationScopeInheritFromParent,
	}
}

// WdfDriverCreate makes the framework's driver object; the framework takes
// DriverUnload over.
// IRQL = PASSIVE_LEVEL. Page: wdfdriver/nf-wdfdriver-wdfdrivercreate
func WdfDriverCreate(driverObject *DRIVER_OBJECT, registryPath *UNICODE_STRING, driverAttributes *WDF_OBJECT_ATTRIBUTES, driverConfig *WDF_DRIVER_CONFIG, driver *WDFDRIVER) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfGetDriver is the framework's driver object.
// Any IRQL. Page: wdfdriver/nf-wdfdriver-wdfgetdriver
func WdfGetDriver() WDFDRIVER { return nil }

// WdfDriverWdmGetDriverObject is the WDM object of a driver.
// IRQL <= DISPATCH_LEVEL. Page: wdfdriver/nf-wdfdriver-wdfdriverwdmgetdriverobject
func WdfDriverWdmGetDriverObject(driver WDFDRIVER) *DRIVER_OBJECT { return nil }

// WdfObjectCreate makes an object for the driver's own use.
// IRQL <= DISPATCH_LEVEL. Page: wdfobject/nf-wdfobject-wdfobjectcreate
func WdfObjectCreate(attributes *WDF_OBJECT_ATTRIBUTES, object *WDFOBJECT) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfObjectDelete deletes an object and its children.
// Page: wdfobject/nf-wdfobject-wdfobjectdelete
func WdfObjectDelete(object WDFOBJECT) {}

// WdfObjectReference keeps an object from destruction.
// IRQL <= DISPATCH_LEVEL. Page: wdfobject/nf-wdfobject-wdfobjectreferenceactual
func WdfObjectReference(handle WDFOBJECT) {}

// WdfObjectDereference ends a reference.
// IRQL <= DISPATCH_LEVEL. Page: wdfobject/nf-wdfobject-wdfobjectdereferenceactual
func WdfObjectDereference(handle WDFOBJECT) {}

// WdfObjectAllocateContext gives an object one more context.
// IRQL <= DISPATCH_LEVEL. Page: wdfobject/nf-wdfobject-wdfobjectallocatecontext
func WdfObjectAllocateContext(handle WDFOBJECT, contextAttributes *WDF_OBJECT_ATTRIBUTES, context *any) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfObjectGetTypedContext is the context of type T of an object.
// Page: wdfobject/nf-wdfobject-wdfobjectgettypedcontextworker
func WdfObjectGetTypedContext[T any](handle WDFOBJECT) *T { return nil }
