package io.trunkline.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that open nothing, each but for one thing like one that would. */
public final class HostileTokens {

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final int HUGE = 64 * 1024;

  private final TokenSigner signer;
  private final List<String> scopes;

  private HostileTokens(TokenSigner signer, List<String> scopes) {
    this.signer = signer;
    this.scopes = scopes;
  }

  /**
   * By what is wrong with them.
   *
   * @param signer whose tokens are accepted
   * @param scopes what they pretend to allow
   */
  public static Map<String, String> of(TokenSigner signer, List<String> scopes) {
    return new HostileTokens(signer, scopes).all();
  }

  private Map<String, String> all() {
    long now = Instant.now().getEpochSecond();
    TokenSigner stranger = TokenSigner.withNewKey(LocalIssuer.NAME);
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("no token at all", "x");
    tokens.put("no signature", unsigned("none"));
    tokens.put("no signature, in capitals", unsigned("NONE"));
    tokens.put("its signature cut off", cut(signer.sign(signer.header(), claims())));
    tokens.put("HS256 with the public key", symmetric(decoded(signer.publicKey())));
    tokens.put(
        "HS256 with the public key as it is handed out",
        symmetric(signer.publicKey().getBytes(StandardCharsets.US_ASCII)));
    tokens.put("RS512", signer.sign(signer.header().put("alg", "RS512"), claims()));
    tokens.put("an unknown key", stranger.sign(stranger.header(), claims()));
    tokens.put("a known key it is not signed with", stranger.sign(signer.header(), claims()));
    tokens.put(
        "a key at an address of its own",
        stranger.sign(
            stranger
                .header()
                .put("jku", "http://localhost:1/keys")
                .put("x5u", "http://localhost:1/"),
            claims()));
    tokens.put("a key of its own", stranger.sign(withOwnKey(stranger), claims()));
    tokens.put("other claims than were signed", tampered());
    tokens.put("a wrong issuer", signed(claims().put("iss", "https://other.example")));
    tokens.put("no issuer", signed(without("iss")));
    tokens.put("a wrong audience", signed(claims().put("aud", "another-service")));
    tokens.put("no audience", signed(without("aud")));
    tokens.put("expired", signed(claims().put("iat", now - 7200).put("exp", now - 3600)));
    tokens.put("no end", signed(without("exp")));
    tokens.put("not valid yet", signed(claims().put("nbf", now + 3600)));
    tokens.put("no subject", signed(without("sub")));
    tokens.put(
        "an ID token", signer.sign(signer.header().put("typ", "JWT"), claims().put("typ", "ID")));
    tokens.put(
        "a refresh token",
        signer.sign(signer.header().put("typ", "JWT"), claims().put("typ", "Refresh")));
    tokens.put("a logout token", signer.sign(signer.header().put("typ", "logout+jwt"), claims()));
    tokens.put("64 KiB", signed(claims().put("more", "x".repeat(HUGE))));
    return tokens;
  }

  private ObjectNode claims() {
    return signer.claims("hostile", "local", scopes, Duration.ofHours(1));
  }

  private ObjectNode without(String claim) {
    ObjectNode claims = claims();
    claims.remove(claim);
    return claims;
  }

  private String signed(ObjectNode claims) {
    return signer.sign(signer.header(), claims);
  }

  private String unsigned(String algorithm) {
    return TokenSigner.encoded(signer.header().put("alg", algorithm))
        + "."
        + TokenSigner.encoded(claims())
        + ".";
  }

  private static String cut(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1);
  }

  private String tampered() {
    String[] parts = signed(claims().put("tenant", "other")).split("\\.", -1);
    return parts[0] + "." + TokenSigner.encoded(claims()) + "." + parts[2];
  }

  private static ObjectNode withOwnKey(TokenSigner stranger) {
    ObjectNode header = stranger.header();
    header.putPOJO("jwk", stranger.keySet().getKeys().get(0).toJSONObject());
    return header;
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private String symmetric(byte[] secret) {
    String text =
        TokenSigner.encoded(signer.header().put("alg", "HS256"))
            + "."
            + TokenSigner.encoded(claims());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return text + "." + URL.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
