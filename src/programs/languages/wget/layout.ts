import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { credentialHeader } from "../curl/credential.ts";
import { follow } from "../curl/follow.ts";
import { literal } from "../curl/literal.ts";
import { goesOn, printBody, script } from "../curl/script.ts";

const { timeoutSeconds } = programLimits;

const files = ({ auth, body }: RequestPlan): readonly Source[] => {
  const header = credentialHeader(auth);
  return [
    ...(body === undefined ? [] : [code`${printBody(body)} >"$work/request"`]),
    ...(header === undefined
      ? []
      : [code`printf 'header = %s: %s\n' ${header.name} ${header.value} >"$work/credential"`]),
  ];
};

const sendOnce = (
  plan: RequestPlan,
): Source => code`# Secrets and body by file: in the arguments every user of the machine could read them.
${files(plan)}

# Leaves headers in $work/headers, the answer in $work/body. Wget ends with 8 for an answer that is no success, with 6 for
# a 401, whose body it keeps only in its archive (there the lengths of chunks stand between the lines).
send_once() { # URL OPTION...
  wget "\${@:2}" --method=${literal(plan.method)} \
    --no-verbose --server-response --content-on-error --tries=1 --timeout=${timeoutSeconds} \
    --max-redirect=0 --no-netrc --no-hsts --no-cookies \
    --warc-file="$work/archive" --no-warc-compression --no-warc-keep-log \
    ${plan.headers.map(([name, value]) => code`--header=${literal(`${name}: ${value}`)} ${goesOn}`)}
    ${plan.body === undefined ? [] : [ours('--body-file="$work/request" \\')]}
    --output-document="$work/body" --output-file="$work/headers" -- "$1" || case $? in
    6)
      sed --quiet '/^HTTP\/1.. 401/,/^WARC\/1.0/p' "$work/archive.warc" |
        sed '1,/^\r$/d; /^WARC\/1.0\r$/d; /^[0-9a-f]*\r$/d' >"$work/body"
      ;;
    8) ;;
    *)
      cat "$work/headers" >&2
      return 1
      ;;
  esac
}`;

/** `--config` in place of the user's own file, which could change what is sent. */
const send = (plan: RequestPlan): Source =>
  follow(plan, {
    sendOnce: sendOnce(plan),
    own: ours(credentialHeader(plan.auth) === undefined ? "--no-config" : '--config="$work/credential"'),
    foreign: ours("--no-config"),
  });

export const layout = (plan: RequestPlan): ReturnType<typeof script> =>
  script(plan, { needs: ours("bash 4.4, wget 1.18, jq 1.6, GNU date and sed"), send: send(plan) });
