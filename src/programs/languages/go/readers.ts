import { lineComments } from "../../comment.ts";
import { code, type Source } from "../../source.ts";

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

export const fail = code`func fail(exitCode int, message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(exitCode)
}`;

export const parse = code`// parse reads one JSON value and nothing else; numbers keep every digit.
func parse(text []byte) (value any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err = decoder.Decode(&value); err == nil && len(bytes.TrimSpace(text[decoder.InputOffset():])) > 0 {
		err = errors.New("more than one value")
	}
	return value, err
}`;

export const at = code`// at gives what stands at a path; nil where it is missing.
func at(value any, path ...string) any {
	for _, key := range path {
		object, _ := value.(map[string]any)
		value = object[key]
	}
	return value
}`;

/** The functions that read typed values from an answer and print them. */
export const readers = code`// read gives what stands at a path of the answer; nil where it is missing. Another type than expected ends the program.
func read[T any](value any, path ...string) *T {
	value = at(value, path...)
	if value == nil {
		return nil
	}
	result, fits := convert[T](value)
	if !fits {
		fail(4, fmt.Sprintf("Unexpected value at %q: %v", path, value))
	}
	return &result
}

func convert[T any](value any) (result T, fits bool) {
	number, isNumber := value.(json.Number)
	var err error
	switch target := any(&result).(type) {
	case *int64:
		*target, err = number.Int64()
		return result, isNumber && err == nil
	case *float64:
		*target, err = number.Float64()
		return result, isNumber && err == nil
	case *string:
		if isNumber { // its kind is string as well
			return result, false
		}
	}
	result, fits = value.(T)
	return result, fits
}

func readList[T any](value any, path ...string) []*T {
	list := read[[]any](value, path...)
	if list == nil {
		return nil
	}
	items := make([]*T, len(*list))
	for index, item := range *list {
		items[index] = read[T](item)
	}
	return items
}

func show(label string, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		fail(4, err.Error())
	}
	fmt.Printf("%s = %s\n", label, text)
}`;
