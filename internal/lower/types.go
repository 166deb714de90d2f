package lower

import (
	"go/token"
	"go/types"
	"math"
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/summary"
)

// shapeOf is what a value of type t can be.
func shapeOf(t types.Type) summary.Shape {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return summary.Bool
		case u.Info()&types.IsUnsigned != 0:
			return summary.Unsigned
		case u.Info()&types.IsInteger != 0:
			return summary.Signed
		case u.Kind() == types.UnsafePointer || u.Kind() == types.UntypedNil:
			return summary.Pointer
		}
	case *types.Interface:
		if _, tp := types.Unalias(t).(*types.TypeParam); tp {
			return summary.Other
		}
		if types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface)) {
			return summary.Error
		}
		return summary.Pointer
	case *types.Chan:
		if s, ok := u.Elem().Underlying().(*types.Struct); ok && s.NumFields() == 0 {
			return summary.Signal
		}
		return summary.Pointer
	case *types.Pointer, *types.Slice, *types.Map, *types.Signature:
		return summary.Pointer
	case *types.Struct, *types.Array:
		return summary.Struct
	}
	return summary.Other
}

// typeName is the name of a named type, as the driver's code writes it.
func typeName(t types.Type) string {
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

// owner is the constant that names the type of a structure whose member is meant, a
// generic one as it is written; "" where that is not known.
func (b *body) owner(t types.Type) summary.Operand {
	name := ""
	switch t := t.(type) {
	case *types.Named:
		name = types.TypeString(t.Origin(), nil)
	case *types.Alias:
		return b.owner(types.Unalias(t))
	case *types.Struct:
		name = types.TypeString(t, nil)
	}
	return b.l.constant(summary.Const{Kind: summary.Str, S: name})
}

// signature is a function's type as calls through values are matched: without the
// names of parameters, and of a generic one their number alone.
func signature(sig *types.Signature) string {
	unnamed := func(t *types.Tuple) (*types.Tuple, bool) {
		vars := make([]*types.Var, t.Len())
		for i := range vars {
			if parametric(t.At(i).Type()) {
				return nil, false
			}
			vars[i] = types.NewParam(token.NoPos, nil, "", t.At(i).Type())
		}
		return types.NewTuple(vars...), true
	}
	params, plain := unnamed(sig.Params())
	results, both := unnamed(sig.Results())
	if !plain || !both {
		return "#" + strconv.Itoa(sig.Params().Len())
	}
	return strconv.Itoa(sig.Params().Len()) + types.TypeString(types.NewSignatureType(nil, nil, nil, params, results, sig.Variadic()), nil)
}

// RoleOf is what an argument of type t is to a DDI: arguments are found by what
// they point to, as users' declarations leave parameters out.
func RoleOf(t types.Type) summary.Role {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		if p, ok := u.Elem().Underlying().(*types.Pointer); ok {
			if pointee(p.Elem()) == summary.Socket {
				return summary.SocketOut
			}
			return summary.Out
		}
		if r := pointee(u.Elem()); r != summary.NoRole {
			return r
		}
		return summary.Out
	case *types.Signature:
		return summary.Callback
	case *types.Interface:
		return summary.Context
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			return summary.Integer
		}
		if u.Info()&types.IsBoolean != 0 {
			return summary.Flag
		}
		if u.Kind() == types.UnsafePointer {
			return summary.Context
		}
	}
	if r := pointee(t); r == summary.ProviderNPI || r == summary.Registration {
		return r
	}
	return summary.NoRole
}

// arrayLen is the length of an array that a value of type t points to, or 0. An array
// of one may stand for as many as there are, at the end of a structure of C.
func arrayLen(t types.Type) int32 {
	p, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return 0
	}
	if a, ok := p.Elem().Underlying().(*types.Array); ok && a.Len() > 1 && a.Len() <= math.MaxInt32 {
		return int32(a.Len())
	}
	return 0
}

// pointee is the role of a pointer to t, by t's name.
func pointee(t types.Type) summary.Role {
	name := strings.ToLower(strings.ReplaceAll(typeName(t), "_", ""))
	switch {
	case strings.HasSuffix(name, "providernpi"):
		return summary.ProviderNPI
	case strings.HasSuffix(name, "clientnpi"):
		return summary.ClientNPI
	case strings.HasPrefix(name, "wskregistration") || name == "registration":
		return summary.Registration
	case name == "wskclient":
		return summary.Client
	case name == "wsksocket" || name == "socket":
		return summary.Socket
	case name == "irp":
		return summary.Irp
	case strings.HasPrefix(name, "wskbuf"):
		return summary.Buffer
	case strings.HasPrefix(name, "wskclient") && strings.HasSuffix(name, "dispatch") && name != "wskclientdispatch":
		return summary.Events
	case strings.HasSuffix(name, "dataindication") || strings.HasSuffix(name, "datagramindication"):
		return summary.Indication
	case strings.HasSuffix(name, "inspectid"):
		return summary.InspectID
	}
	return summary.NoRole
}
