import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";

/** Statuses that ask for the same request elsewhere. */
const repeating = ({ method }: RequestPlan): Source =>
  ours(method === "GET" || method === "HEAD" ? "30[12378]" : "30[78]");

const hops = ours(Array.from({ length: programLimits.maxRedirects + 1 }, (_none, index) => index).join(" "));

/**
 * The functions up to `send` for a command that is better not left to follow redirects: it would pass the credential on.
 * @param sendOnce the function `send_once URL OPTION...`, which leaves headers in $work/headers, the answer in $work/body
 * @param own options that carry the credential, as words of an array
 * @param foreign options for another host
 */
export const follow = (
  plan: RequestPlan,
  { sendOnce, own, foreign }: { readonly sendOnce: Source; readonly own: Source; readonly foreign: Source },
): Source => code`${sendOnce}

# answer_header NAME: its value in the answer.
answer_header() {
  sed --quiet "s/^ *$1: *\([^\r]*\).*/\1/Ip" "$work/headers"
}

# Follows redirects that repeat the request, the credential stays with its host. Prints the status and Retry-After.
send() {
  local at=$url options=(${own}) hop status location
  for hop in ${hops}; do
    send_once "$at" "\${options[@]}" || return
    status=$(sed --quiet 's/^ *HTTP\/[0-9.]* \([0-9]*\).*/\1/p' "$work/headers")
    location=$(answer_header Location)
    [[ $status == ${repeating(plan)} && -n $location && $hop -lt ${programLimits.maxRedirects} ]] || break
    [[ $at =~ ^(https?:)//[^/?]+ ]]
    case $location in
      http://* | https://*) ;;
      //*) location=\${BASH_REMATCH[1]}$location ;;
      /*) location=\${BASH_REMATCH[0]}$location ;;
      *) location=\${at%%\?*} location=\${location%/*}/$location ;;
    esac
    [[ $location == "\${BASH_REMATCH[0]}"/* ]] || options=(${foreign})
    at=$location
  done
  printf '%s %s\n' "$status" "$(answer_header Retry-After)"
}`;
