package io.trunkline.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Signs access tokens as an identity provider would, with an RSA key of its own: for one machine
 * and for tests, where no identity provider runs.
 */
public final class TokenSigner {

  /** For whom every token is, in every installation. */
  public static final String AUDIENCE = "trunkline";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final int KEY_BITS = 2048;

  private final String issuer;
  private final RSAPrivateCrtKey key;
  private final RSAPublicKey publicKey;

  private TokenSigner(String issuer, RSAPrivateCrtKey key) throws GeneralSecurityException {
    this.issuer = issuer;
    this.key = key;
    this.publicKey =
        (RSAPublicKey)
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
  }

  /**
   * Signs with the key kept in a directory, which is made when it is missing and which only its
   * owner can read.
   *
   * @param issuer the {@code iss} of its tokens
   */
  public static synchronized TokenSigner keptIn(Path directory, String issuer) {
    Path file = directory.resolve("signing.key");
    try {
      if (!Files.exists(file)) {
        keep(file, newKey().getEncoded());
      }
      byte[] encoded = Base64.getDecoder().decode(Files.readString(file));
      return new TokenSigner(
          issuer,
          (RSAPrivateCrtKey)
              KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (IOException failed) {
      throw new UncheckedIOException("The signing key in " + file + " cannot be kept.", failed);
    } catch (GeneralSecurityException | IllegalArgumentException unusable) {
      throw new IllegalStateException(
          "The signing key in " + file + " cannot be used; without the file a new one is made.",
          unusable);
    }
  }

  /** Signs with a new key that nobody keeps. */
  public static TokenSigner withNewKey(String issuer) {
    try {
      return new TokenSigner(issuer, newKey());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static RSAPrivateCrtKey newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(KEY_BITS);
    return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
  }

  private static void keep(Path file, byte[] key) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "signing.key",
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, Base64.getEncoder().encodeToString(key));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A token that a service of this installation accepts.
   *
   * @param client whom it was given to
   * @param tenant whose data it opens; null for none
   * @param scopes what it allows
   */
  public String token(String client, String tenant, List<String> scopes, Duration life) {
    return sign(header(), claims(client, tenant, scopes, life));
  }

  /** The header of such a token. */
  public ObjectNode header() {
    return JSON.createObjectNode().put("alg", "RS256").put("typ", "at+jwt").put("kid", keyId());
  }

  /** The claims of such a token. */
  public ObjectNode claims(String client, String tenant, List<String> scopes, Duration life) {
    long now = Instant.now().getEpochSecond();
    ObjectNode claims =
        JSON.createObjectNode()
            .put("iss", issuer)
            .put("aud", AUDIENCE)
            .put("sub", client)
            .put("client_id", client)
            .put("scope", String.join(" ", scopes))
            .put("iat", now)
            .put("exp", now + life.toSeconds())
            .put("jti", UUID.randomUUID().toString());
    if (tenant != null) {
      claims.put("tenant", tenant);
    }
    return claims;
  }

  /** Signs whatever it is given, by {@code alg} of the header: RS256, RS384 or RS512. */
  public String sign(ObjectNode header, ObjectNode claims) {
    String signed = encoded(header) + "." + encoded(claims);
    try {
      String digest = "SHA" + header.path("alg").asText().substring("RS".length());
      Signature signature = Signature.getInstance(digest + "withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A part of a token. */
  public static String encoded(ObjectNode part) {
    return URL.encodeToString(part.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The key that proves its signatures, X.509 in base64, as {@code quarkus.oidc.public-key}. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(publicKey.getEncoded());
  }

  /** The same as a JSON Web Key Set. */
  ObjectNode keySet() {
    ObjectNode keys = JSON.createObjectNode();
    keys.putArray("keys")
        .addObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", keyId())
        .put("n", unsigned(publicKey.getModulus()))
        .put("e", unsigned(publicKey.getPublicExponent()));
    return keys;
  }

  private String keyId() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Without the zero byte that only says that the number is not negative. */
  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int first = bytes[0] == 0 ? 1 : 0;
    return URL.encodeToString(Arrays.copyOfRange(bytes, first, bytes.length));
  }
}
