package io.trunkline.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
    try {
      JWSObject token =
          new JWSObject(JWSHeader.parse(header.toString()), new Payload(claims.toString()));
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (ParseException | JOSEException impossible) {
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
  JWKSet keySet() {
    return new JWKSet(
        new RSAKey.Builder(publicKey)
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.RS256)
            .keyID(keyId())
            .build());
  }

  private String keyId() {
    try {
      return new RSAKey.Builder(publicKey).build().computeThumbprint().toString();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String issuer() {
    return issuer;
  }
}
