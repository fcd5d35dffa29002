/** Keywords, and names that stand beside the variables; VB sees no difference between capitals and small letters. */
export const reserved: ReadonlySet<string> = new Set(
  `addhandler addressof aggregate alias and andalso ansi as assembly async auto await binary boolean byref byte byval call
  case catch cbool cbyte cchar cdate cdbl cdec char cint class clng cobj compare const continue csbyte cshort csng cstr
  ctype cuint culng cushort custom date decimal declare default delegate dim directcast distinct do double each else
  elseif end endif enum equals erase error event exit explicit false finally for friend from function get gettype
  getxmlnamespace global gosub goto group handles if implements imports in infer inherits integer interface into is
  isfalse isnot istrue iterator join key let lib like long loop me mid mod module mustinherit mustoverride mybase myclass
  namespace narrowing new next not nothing notinheritable notoverridable object of off on operator option optional or
  order orelse out overloads overridable overrides paramarray partial preserve private property protected public
  raiseevent readonly redim rem removehandler resume return sbyte select set shadows shared short single skip static step
  stop strict string structure sub synclock take then throw to true try trycast typeof uinteger ulong unicode until ushort
  using variant wend when where while widening with withevents writeonly xor yield
  answer index jsonelement list main program read show showvariables system`.split(/\s+/),
);
