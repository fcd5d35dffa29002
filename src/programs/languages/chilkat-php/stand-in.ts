import type { ProgramFile } from "../../program.ts";

/**
 * A small stand-in for the classes of Chilkat's PHP extension that the programs (and the published samples) call, over the
 * curl extension. It does what the vendor's reference says of these methods and nothing else.
 */
const classes = `<?php

// A stand-in for some classes of Chilkat, not the vendor's library.

class CkGlobal
{
    public function UnlockBundle(string $code): bool
    {
        return true;
    }
}

class CkStringBuilder
{
    public string $text = '';
}

class CkHttpRequest
{
    public string $verb = 'GET';
    public string $path = '/';
    public string $contentType = '';
    public ?string $body = null;
    public array $headers = [];
    public array $params = [];

    public function put_HttpVerb(string $value): void
    {
        $this->verb = $value;
    }

    public function put_Path(string $value): void
    {
        $this->path = $value;
    }

    public function put_ContentType(string $value): void
    {
        $this->contentType = $value;
    }

    public function AddHeader(string $name, string $value): void
    {
        $this->headers[] = $value === '' ? "$name;" : "$name: $value";
    }

    public function AddParam(string $name, string $value): void
    {
        $this->params[$name] = $value;
    }

    public function LoadBodyFromString(string $text, string $charset): bool
    {
        $this->body = $text;
        return true;
    }
}

class CkHttpResponse
{
    public int $status = 0;
    public string $body = '';
    public string $headerText = '';

    public function get_StatusCode(): int
    {
        return $this->status;
    }

    public function bodyStr(): string
    {
        return $this->body;
    }

    public function header(): string
    {
        return $this->headerText;
    }

    public function getHeaderField(string $name): ?string
    {
        $found = preg_match('/^' . preg_quote($name, '/') . ':[ \\t]*(.*?)[ \\t]*\\r?$/mi', $this->headerText, $match);
        return $found === 1 ? $match[1] : null;
    }

    public function GetBodySb(CkStringBuilder $builder): bool
    {
        $builder->text = $this->body;
        return true;
    }
}

class CkHttp
{
    private bool $follows = true;
    private int $connectTimeout = 30;
    private int $readTimeout = 20;
    private string $error = '';

    public function put_FollowRedirects(bool $value): void
    {
        $this->follows = $value;
    }

    public function put_ConnectTimeout(int $seconds): void
    {
        $this->connectTimeout = $seconds;
    }

    public function put_ReadTimeout(int $seconds): void
    {
        $this->readTimeout = $seconds;
    }

    public function get_LastMethodSuccess(): bool
    {
        return $this->error === '';
    }

    public function lastErrorText(): string
    {
        return $this->error;
    }

    public function SynchronousRequest(string $domain, int $port, bool $ssl, CkHttpRequest $request): ?CkHttpResponse
    {
        // For samples that name their host.
        $base = getenv('STAND_IN_BASE_URL') ?: ($ssl ? 'https' : 'http') . "://$domain:$port";
        $response = new CkHttpResponse();
        $handle = curl_init($base . $request->path);
        $headers = ['Expect:', ...$request->headers];
        if ($request->contentType === 'multipart/form-data' && $request->params !== []) {
            curl_setopt($handle, CURLOPT_POSTFIELDS, $request->params);
        } elseif ($request->contentType !== '') {
            $headers[] = "Content-Type: $request->contentType";
        }
        if ($request->body !== null) {
            curl_setopt($handle, CURLOPT_POSTFIELDS, $request->body);
        }
        curl_setopt_array($handle, [
            CURLOPT_CUSTOMREQUEST => $request->verb,
            CURLOPT_NOBODY => $request->verb === 'HEAD',
            CURLOPT_PATH_AS_IS => true,
            CURLOPT_HTTPHEADER => $headers,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_FOLLOWLOCATION => $this->follows,
            CURLOPT_CONNECTTIMEOUT => $this->connectTimeout,
            CURLOPT_LOW_SPEED_LIMIT => 1,
            CURLOPT_LOW_SPEED_TIME => $this->readTimeout,
            CURLOPT_HEADERFUNCTION => function ($handle, string $line) use ($response): int {
                $response->headerText .= $line;
                return strlen($line);
            },
        ]);
        $body = curl_exec($handle);
        $this->error = curl_error($handle);
        if ($body === false) {
            return null;
        }
        $response->status = curl_getinfo($handle, CURLINFO_RESPONSE_CODE);
        $response->body = (string) $body;
        return $response;
    }
}

class CkJsonObject
{
    private mixed $json = null;
    private bool $compact = true;

    public function Load(string $text): bool
    {
        $parsed = json_decode($text);
        $this->json = $parsed;
        return is_object($parsed);
    }

    public function LoadSb(CkStringBuilder $builder): bool
    {
        return $this->Load($builder->text);
    }

    public function put_EmitCompact(bool $value): void
    {
        $this->compact = $value;
    }

    public function emit(): string
    {
        return json_encode($this->json, JSON_UNESCAPED_SLASHES | ($this->compact ? 0 : JSON_PRETTY_PRINT));
    }

    public function stringOf(string $name): ?string
    {
        $value = is_object($this->json) ? $this->json->{$name} ?? null : null;
        return is_string($value) || $value === null ? $value : json_encode($value);
    }
}
`;

export const standInFiles: readonly ProgramFile[] = [{ name: "chilkat.php", text: classes }];
